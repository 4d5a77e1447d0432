import { crc32, deflateSync } from "node:zlib";
import { hash } from "./vectors.ts";

/**
 * A PNG of the given size in pixels: a gradient between two colours that the text decides, so that
 * another prompt gives another picture.
 */
export function drawPng(text: string, width: number, height: number): Buffer {
  const from = colour(hash(text));
  const to = colour(hash(`${text} `));
  const row = 1 + width * 3;
  const pixels = Buffer.alloc(row * height);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++)
      for (let channel = 0; channel < 3; channel++) {
        const share = (x / width + y / height) / 2;
        pixels[y * row + 1 + x * 3 + channel] = Math.round(
          (from[channel] ?? 0) * (1 - share) + (to[channel] ?? 0) * share,
        );
      }
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 2, 0, 0, 0], 8); // 8 bits a channel, RGB
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk("IHDR", header),
    chunk("IDAT", deflateSync(pixels)),
    chunk("IEND", Buffer.alloc(0)),
  ]);
}

function colour(value: number): readonly number[] {
  return [value & 255, (value >> 8) & 255, (value >> 16) & 255];
}

function chunk(type: string, data: Buffer): Buffer {
  const frame = Buffer.alloc(12 + data.length);
  frame.writeUInt32BE(data.length, 0);
  frame.write(type, 4, "latin1");
  frame.set(data, 8);
  frame.writeUInt32BE(crc32(frame.subarray(4, 8 + data.length)), 8 + data.length);
  return frame;
}

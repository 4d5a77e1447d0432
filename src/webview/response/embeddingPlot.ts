import { html, nothing, svg, type TemplateResult } from "lit";
import { formatCount } from "../shared/format.ts";

/** The drawing's own units; the page stretches it to its width. */
const width = 1000;
const height = 100;

/** A vector as a line to be drawn. */
export interface PlotLine {
  readonly values: readonly number[];
  readonly low: number;
  readonly high: number;
  /** The path in the drawing's units. */
  readonly path: string;
}

/** Returns the line of a vector over the index of its numbers, zero always within. */
export function plotLine(values: readonly number[]): PlotLine {
  let low = 0;
  let high = 0;
  for (const value of values) {
    low = Math.min(low, value);
    high = Math.max(high, value);
  }
  const points = values.map(
    (value, index) => `${plotX(index, values.length)} ${plotY(value, low, high)}`,
  );
  return { values, low, high, path: points.length === 0 ? "" : `M${points.join("L")}` };
}

/** Renders a vector's line with its range; `pointed` is the number of the value that the pointer is on. */
export function embeddingPlot(
  { values, low, high, path }: PlotLine,
  label: string,
  pointed: number | undefined,
  point: (index: number | undefined) => void,
): TemplateResult {
  const zero = plotY(0, low, high);
  const x = pointed === undefined ? undefined : plotX(pointed, values.length);
  return html`<div class="plot">
    <span class="plot-high quiet">${short(high)}</span>
    <span class="plot-low quiet">${short(low)}</span>
    <svg
      viewBox="0 0 ${width} ${height}"
      preserveAspectRatio="none"
      role="img"
      aria-label=${label}
      @pointermove=${(event: PointerEvent) => point(indexAt(event, values.length))}
      @pointerleave=${() => point(undefined)}
    >
      ${svg`<line class="plot-zero" x2=${width} y1=${zero} y2=${zero}></line>
        <path d=${path}></path>
        ${x === undefined ? nothing : svg`<line class="plot-pointer" x1=${x} x2=${x} y2=${height}></line>`}`}
    </svg>
    <p class="plot-value quiet">
      ${
        pointed === undefined
          ? `0 … ${formatCount(values.length - 1)}`
          : `[${pointed}] ${values[pointed] ?? ""}`
      }
    </p>
  </div>`;
}

function plotX(index: number, count: number): string {
  return (count < 2 ? width / 2 : (index / (count - 1)) * width).toFixed(1);
}

function plotY(value: number, low: number, high: number): string {
  return (high === low ? height / 2 : ((high - value) / (high - low)) * height).toFixed(1);
}

function indexAt({ currentTarget, clientX }: PointerEvent, count: number): number | undefined {
  if (!(currentTarget instanceof Element)) return undefined;
  const { left, width: shown } = currentTarget.getBoundingClientRect();
  const index = Math.round(((clientX - left) / shown) * (count - 1));
  return index >= 0 && index < count ? index : undefined;
}

function short(value: number): string {
  return String(Number(value.toPrecision(3)));
}

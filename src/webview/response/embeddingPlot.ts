import { html, nothing, svg, type TemplateResult } from "lit";
import { formatCount } from "../shared/format.ts";

/** The drawing's own units; the page stretches it to its width. */
const width = 1000;
const height = 100;

/** A vector as a line to be drawn. */
export interface PlotLine {
  readonly values: Float64Array;
  readonly low: number;
  readonly high: number;
  /** The path in the drawing's units. */
  readonly path: string;
}

/** Returns the line of a vector over the index of its numbers, zero always within. */
export function plotLine(values: Float64Array): PlotLine {
  let low = 0;
  let high = 0;
  for (const value of values) {
    low = Math.min(low, value);
    high = Math.max(high, value);
  }
  const points = Array.from(
    pointsOf(values),
    (index) => `${plotX(index, values.length)} ${plotY(values[index] ?? 0, low, high)}`,
  );
  return { values, low, high, path: points.length === 0 ? "" : `M${points.join("L")}` };
}

/** The numbers of the values that are drawn: all, or of more than the drawing is wide the lowest and highest at each place. */
function* pointsOf(values: Float64Array): Generator<number> {
  const step = Math.max(1, values.length / (2 * width));
  for (let place = 0; place < values.length; place += step) {
    const from = Math.floor(place);
    const to = Math.min(values.length, Math.max(from + 1, Math.floor(place + step)));
    let lowest = from;
    let highest = from;
    for (let at = from + 1; at < to; at++) {
      if ((values[at] ?? 0) < (values[lowest] ?? 0)) lowest = at;
      if ((values[at] ?? 0) > (values[highest] ?? 0)) highest = at;
    }
    yield Math.min(lowest, highest);
    if (lowest !== highest) yield Math.max(lowest, highest);
  }
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

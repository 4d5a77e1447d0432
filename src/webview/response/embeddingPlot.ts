import UPlot from "uplot";

const height = 130;

/** A drawing of numbers in the page; to be destroyed when it is no longer shown. */
export interface Plot {
  readonly destroy: () => void;
}

/** Draws the values of an embedding over their index, in the theme's colours, as wide as `parent`; `say` is told what the pointer is on. */
export function drawPlot(
  parent: HTMLElement,
  values: readonly number[],
  say: (text: string) => void,
): Plot {
  const colour = (...names: readonly string[]) => {
    const style = getComputedStyle(parent);
    return names.map((name) => style.getPropertyValue(name)).find(Boolean) ?? style.color;
  };
  const line = () => colour("--vscode-charts-blue", "--vscode-textLink-foreground");
  const axis: UPlot.Axis = {
    stroke: () => colour("--vscode-descriptionForeground"),
    grid: {
      stroke: () => colour("--vscode-editorIndentGuide-background1", "--vscode-panel-border"),
      width: 1,
    },
    ticks: { show: false },
    font: `11px ${getComputedStyle(parent).fontFamily}`,
  };
  const plot = new UPlot(
    {
      width: Math.max(120, parent.clientWidth),
      height,
      legend: { show: false },
      scales: { x: { time: false } },
      cursor: { y: false, drag: { x: false, y: false }, points: { show: false } },
      series: [{}, { stroke: line, width: 1, points: { show: false } }],
      axes: [
        { ...axis, size: 24 },
        { ...axis, size: 56, space: 20 },
      ],
      hooks: {
        setCursor: [
          ({ cursor }) => {
            const index = cursor.idx ?? -1;
            const value = values[index];
            say(value === undefined ? "" : `[${index}] ${value}`);
          },
        ],
      },
    },
    [values.map((_, index) => index), [...values]],
    parent,
  );
  const resized = new ResizeObserver(() => {
    if (parent.clientWidth > 0) plot.setSize({ width: parent.clientWidth, height });
  });
  resized.observe(parent);
  // VS Code changes the body's class and the root's variables with the theme.
  const themed = new MutationObserver(() => plot.redraw(false, true));
  themed.observe(document.body, { attributeFilter: ["class"] });
  themed.observe(document.documentElement, { attributeFilter: ["style"] });
  return {
    destroy: () => {
      resized.disconnect();
      themed.disconnect();
      plot.destroy();
    },
  };
}

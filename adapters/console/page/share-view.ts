import type { ShareFigure } from './answers.ts';
import { make } from './elements.ts';
import { quiet } from './section.ts';
import { dayText, say } from './state.ts';

const WIDTH = 360;
const HEIGHT = 120;
const PAD = { left: 34, right: 10, top: 10, bottom: 22 };
const NAMESPACE = 'http://www.w3.org/2000/svg';

/** The share over time as a line, and the same as a table. */
export function shareView(shares: readonly ShareFigure[]): readonly Element[] {
  const figures = [...shares].sort((a, b) => (a.on < b.on ? -1 : 1));
  const [first, last] = [figures[0], figures.at(-1)];
  if (first === undefined || last === undefined) return [quiet(say('noShare'))];
  const told = {
    from: dayText(first.on),
    low: first.percent,
    to: dayText(last.on),
    high: last.percent,
    n: figures.length,
  };
  return [chart(figures, say('shareChart', told)), table(figures)];
}

function svg(name: string, attributes: Readonly<Record<string, string | number>>, text = ''): SVGElement {
  const element = document.createElementNS(NAMESPACE, name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, String(value));
  element.textContent = text;
  return element;
}

function chart(figures: readonly ShareFigure[], label: string): Element {
  const days = figures.map(({ on }) => Date.parse(on));
  const [from, to] = [Math.min(...days), Math.max(...days)];
  const x = (day: number): number =>
    PAD.left + (to === from ? 0.5 : (day - from) / (to - from)) * (WIDTH - PAD.left - PAD.right);
  const y = (percent: number): number => PAD.top + (1 - percent / 100) * (HEIGHT - PAD.top - PAD.bottom);
  const points = figures.map(({ percent }, at) => ({ x: x(days[at] ?? from), y: y(percent), percent }));
  const image = svg('svg', { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, class: 'chart', role: 'img', 'aria-label': label });
  for (const percent of [0, 50, 100]) {
    image.append(
      svg('line', { class: 'chart-grid', x1: PAD.left, x2: WIDTH - PAD.right, y1: y(percent), y2: y(percent) }),
      svg('text', { class: 'chart-text', x: PAD.left - 5, y: y(percent) + 4, 'text-anchor': 'end' }, `${percent}%`),
    );
  }
  for (const { low, high, on } of figures) {
    if (low === undefined || high === undefined) continue;
    const at = x(Date.parse(on));
    image.append(svg('line', { class: 'chart-range', x1: at, x2: at, y1: y(low), y2: y(high) }));
  }
  // A share holds until the next figure: steps, not slopes.
  const line = points.map((point, at) => (at === 0 ? `M${point.x} ${point.y}` : `H${point.x}V${point.y}`)).join('');
  image.append(svg('path', { class: 'chart-line', d: line }));
  for (const point of points) image.append(svg('circle', { class: 'chart-point', cx: point.x, cy: point.y, r: 3.5 }));
  const end = { class: 'chart-text', y: HEIGHT - 5 };
  image.append(svg('text', { ...end, x: PAD.left }, figures[0]?.on ?? ''));
  if (from !== to)
    image.append(svg('text', { ...end, x: WIDTH - PAD.right, 'text-anchor': 'end' }, figures.at(-1)?.on ?? ''));
  return image;
}

function table(figures: readonly ShareFigure[]): Element {
  const details = make('details', 'as-table');
  details.append(make('summary', '', say('asTable')));
  const frame = make('div', 'table');
  const grid = document.createElement('table');
  const head = grid.createTHead().insertRow();
  for (const label of [say('date'), say('share'), say('source')]) {
    const cell = make('th', '', label);
    cell.scope = 'col';
    head.append(cell);
  }
  const body = grid.createTBody();
  for (const { on, percent, low, high, source } of [...figures].reverse()) {
    const row = body.insertRow();
    const range = low === undefined || high === undefined ? '' : ` (${low}–${high}%)`;
    const first = make('th', '', dayText(on));
    first.scope = 'row';
    row.append(first, make('td', '', `${percent}%${range}`), make('td', '', source ?? ''));
  }
  frame.append(grid);
  details.append(frame);
  return details;
}

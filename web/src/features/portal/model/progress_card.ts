/** The progress card: number, code and QR code as a picture a phone keeps among its photos. */
import { encode } from 'uqr';

export interface CardWords {
  county: string;
  title: string;
  numberLabel: string;
  number: string;
  codeLabel: string;
  code: string;
  /** What was reported, where and when; one line each, empty ones are left out. */
  lines: string[];
  scan: string;
  keep: string;
  hotline: string;
  /** The whole address behind the QR code. */
  address: string;
}

const width = 1080;
const height = 1440;
const margin = 84;
const inner = width - 2 * margin;
const lastLine = 930;
const fonts =
  '-apple-system, "PingFang SC", "HarmonyOS Sans SC", "MiSans", "Microsoft YaHei", ' +
  '"Noto Sans CJK SC", sans-serif';

const ink = '#1f2733';
const muted = '#5a6472';
const blue = '#0f4593';

type Pen = CanvasRenderingContext2D;

function letters(pen: Pen, size: number, weight: number, colour: string): void {
  pen.font = `${weight} ${size}px ${fonts}`;
  pen.fillStyle = colour;
}

/** Breaks between Chinese characters or at spaces; an ellipsis says that there was more. */
export function wrapped(
  text: string,
  most: number,
  lines: number,
  measure: (part: string) => number,
): string[] {
  const parts =
    text.match(/[\u0020-\u024f]+?(?:\s+|$|(?=[^\u0020-\u024f]))|[^\u0020-\u024f]/gu) ?? [];
  const found: string[] = [];
  let line = '';
  for (const part of parts) {
    if (line !== '' && measure(line + part.trimEnd()) > most) {
      found.push(line.trimEnd());
      line = part.trimStart();
    } else {
      line += part;
    }
  }
  if (line.trim() !== '') found.push(line.trimEnd());
  if (found.length <= lines) return found;
  const kept = found.slice(0, lines);
  let last = kept[lines - 1] ?? '';
  while (last !== '' && measure(`${last}…`) > most) last = last.slice(0, -1);
  kept[lines - 1] = `${last}…`;
  return kept;
}

/** The largest size at which the text fits on one line. */
function fitting(pen: Pen, text: string, size: number, weight: number): number {
  letters(pen, size, weight, ink);
  const measured = pen.measureText(text).width;
  return measured > inner ? Math.floor((size * inner) / measured) : size;
}

function drawHead(pen: Pen, words: CardWords): void {
  const band = pen.createLinearGradient(0, 0, width, 260);
  band.addColorStop(0, '#0f4593');
  band.addColorStop(1, '#1f6fd6');
  pen.fillStyle = band;
  pen.fillRect(0, 0, width, 264);
  pen.fillStyle = 'rgba(255,255,255,0.10)';
  pen.beginPath();
  pen.moveTo(560, 264);
  for (const [x, y] of [
    [690, 150],
    [770, 214],
    [880, 96],
    [980, 190],
    [1080, 120],
  ] as const)
    pen.lineTo(x, y);
  pen.lineTo(1080, 264);
  pen.fill();
  letters(pen, 40, 500, '#dbe8f8');
  pen.fillText(words.county, margin, 104);
  letters(pen, 68, 700, '#ffffff');
  pen.fillText(words.title, margin, 196);
}

function drawNumber(pen: Pen, words: CardWords): void {
  letters(pen, 40, 400, muted);
  pen.fillText(words.numberLabel, margin, 348);
  letters(pen, fitting(pen, words.number, 104, 700), 700, ink);
  pen.fillText(words.number, margin, 458);
  letters(pen, 40, 400, muted);
  pen.fillText(words.codeLabel, margin, 548);
  const spaced = Array.from(words.code).join('\u2009');
  letters(pen, fitting(pen, spaced, 120, 700), 700, blue);
  pen.fillText(spaced, margin, 668);
}

function drawLines(pen: Pen, lines: string[]): void {
  pen.fillStyle = '#dde3ea';
  pen.fillRect(margin, 716, inner, 2);
  letters(pen, 42, 400, ink);
  let y = 792;
  for (const line of lines.filter(Boolean)) {
    for (const part of wrapped(line, inner, 2, (text) => pen.measureText(text).width)) {
      if (y > lastLine) return;
      pen.fillText(part, margin, y);
      y += 62;
    }
  }
}

function drawCode(pen: Pen, address: string, x: number, y: number, size: number): void {
  const { data } = encode(address, { ecc: 'M', border: 2 });
  const cell = Math.floor(size / data.length);
  const shift = Math.floor((size - cell * data.length) / 2);
  pen.fillStyle = '#ffffff';
  pen.fillRect(x, y, size, size);
  pen.fillStyle = '#0b1830';
  data.forEach((row, top) =>
    row.forEach((dark, left) => {
      if (dark) pen.fillRect(x + shift + left * cell, y + shift + top * cell, cell, cell);
    }),
  );
}

function drawFoot(pen: Pen, words: CardWords): void {
  pen.fillStyle = '#eaf2fb';
  pen.fillRect(0, 968, width, height - 968);
  drawCode(pen, words.address, margin, 1016, 376);
  const left = margin + 376 + 52;
  const most = width - left - margin + 24;
  const measure = (text: string) => pen.measureText(text).width;
  letters(pen, 48, 650, blue);
  let y = 1072;
  for (const part of wrapped(words.scan, most, 2, measure)) {
    pen.fillText(part, left, y);
    y += 64;
  }
  letters(pen, 36, 400, muted);
  y += 8;
  for (const part of wrapped(words.keep, most, 4, measure)) {
    pen.fillText(part, left, y);
    y += 52;
  }
  letters(pen, 42, 600, ink);
  pen.fillText(words.hotline, left, 1384);
}

/**
 * The card as a data address: WeChat saves a picture that is held only when its bytes are in the
 * page. Null where the browser gives no canvas; then the page asks for a screenshot instead.
 */
export function drawCard(words: CardWords): string | null {
  const canvas = document.createElement('canvas');
  canvas.width = width;
  canvas.height = height;
  const pen = canvas.getContext('2d');
  if (!pen) return null;
  pen.fillStyle = '#ffffff';
  pen.fillRect(0, 0, width, height);
  drawHead(pen, words);
  drawNumber(pen, words);
  drawLines(pen, words.lines);
  drawFoot(pen, words);
  const address = canvas.toDataURL('image/png');
  canvas.width = 0; // frees the pixels at once; iOS counts them against the page
  return address;
}

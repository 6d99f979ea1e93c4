// The marks of cases on the map, drawn once each and kept: a light's colour and shape, and how many cases a mark stands for.
import type { Tone } from './points';

const colours: Record<Tone, string> = {
  green: '#1f7a3d',
  amber: '#c27400',
  red: '#c0272d',
  deep_red: '#8c1219',
  grey: '#5a6472',
  hollow: '#1456b8',
  none: '#6b7787',
  plain: '#0f4593',
};
const family = '-apple-system,"PingFang SC","Microsoft YaHei","Noto Sans CJK SC",sans-serif';
const most = 4000;
const kept = new Map<string, Sprite>();

export interface Sprite {
  canvas: HTMLCanvasElement;
  /** Size on the screen, in CSS pixels. */
  size: number;
}

/** Five digits are too long for a mark: "1.2万", in English "12k". */
export function shortCount(count: number, lang = document.documentElement.lang): string {
  if (count < 10_000) return String(count);
  return lang.startsWith('en') ? `${Math.round(count / 1000)}k` : `${(count / 10_000).toFixed(1)}\u4e07`;
}

/** Half the width of a mark, which is also how near a click must be. */
export function radiusOf(count: number): number {
  if (count === 1) return 11;
  return count < 10 ? 14 : count < 100 ? 17 : count < 1000 ? 21 : 25;
}

export const screenRatio = (): number => Math.min(3, Math.max(1, window.devicePixelRatio || 1));

type Pen = CanvasRenderingContext2D;

/** A light's shape around the pen's origin, within a circle of radius `r`: as in the lists, so that colour alone carries nothing. */
function drawShape(pen: Pen, light: Tone, r: number): void {
  const colour = colours[light];
  pen.fillStyle = colour;
  pen.strokeStyle = '#fff';
  pen.lineWidth = Math.max(1.5, r * 0.2);
  pen.lineJoin = 'round';
  pen.beginPath();
  if (light === 'amber') {
    pen.moveTo(0, -r);
    pen.lineTo(r * 0.95, r * 0.72);
    pen.lineTo(-r * 0.95, r * 0.72);
    pen.closePath();
  } else if (light === 'red') {
    pen.rect(-r * 0.78, -r * 0.78, r * 1.56, r * 1.56);
  } else if (light === 'deep_red') {
    pen.rect(-r, -r * 0.75, r * 0.9, r * 1.5);
    pen.rect(r * 0.1, -r * 0.75, r * 0.9, r * 1.5);
  } else if (light === 'grey') {
    pen.rect(-r * 0.8, -r * 0.8, r * 0.62, r * 1.6);
    pen.rect(r * 0.18, -r * 0.8, r * 0.62, r * 1.6);
  } else {
    pen.arc(0, 0, r * 0.85, 0, Math.PI * 2);
  }
  pen.stroke();
  pen.fill();
  if (light === 'hollow') {
    pen.beginPath();
    pen.fillStyle = '#fff';
    pen.arc(0, 0, r * 0.45, 0, Math.PI * 2);
    pen.fill();
  }
  if (light === 'none') {
    pen.beginPath();
    pen.moveTo(-r * 0.4, 0);
    pen.lineTo(-r * 0.08, r * 0.32);
    pen.lineTo(r * 0.42, -r * 0.32);
    pen.stroke();
  }
}

function drawCluster(pen: Pen, light: Tone, words: string, r: number): void {
  pen.beginPath();
  pen.arc(0, 0, r - 1.5, 0, Math.PI * 2);
  pen.fillStyle = 'rgba(255,255,255,0.95)';
  pen.fill();
  pen.lineWidth = 3;
  pen.strokeStyle = colours[light];
  pen.stroke();
  pen.fillStyle = '#1f2733';
  pen.font = `600 ${r < 16 ? 12 : 13}px ${family}`;
  pen.textAlign = 'center';
  pen.textBaseline = 'middle';
  pen.fillText(words, 0, 0.5);
  if (light === 'plain') return;
  pen.translate(r * 0.72, -r * 0.72);
  drawShape(pen, light, 6);
}

/** The mark of one case, or of several with the worst light among them. */
export function spriteOf(light: Tone, count: number): Sprite {
  const words = count > 1 ? shortCount(count) : '';
  const ratio = screenRatio();
  const name = `${light} ${words} ${radiusOf(count)} ${ratio}`;
  const old = kept.get(name);
  if (old) return old;
  const r = radiusOf(count);
  const size = 2 * r + 8;
  const canvas = document.createElement('canvas');
  canvas.width = Math.ceil(size * ratio);
  canvas.height = canvas.width;
  const pen = canvas.getContext('2d');
  if (pen) {
    pen.scale(canvas.width / size, canvas.width / size);
    pen.translate(size / 2, size / 2);
    if (words) drawCluster(pen, light, words, r);
    else drawShape(pen, light, r - 2);
  }
  if (kept.size >= most) kept.clear();
  const fresh = { canvas, size };
  kept.set(name, fresh);
  return fresh;
}

const offset = 0xfee0;

/** Letters, digits and marks as a Chinese keyboard may give them (ＡＢ１２－), in their plain form. */
export function halfWidth(typed: string): string {
  return typed.replace(/[\uff01-\uff5e]/g, (c) => String.fromCharCode(c.charCodeAt(0) - offset));
}

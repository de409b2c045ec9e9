/** A table in plain text: columns as wide as their widest cell, numbers to the right. Rows must have as many cells as there are headings. */
export function table(headings: readonly string[], rows: readonly (readonly string[])[]): string {
  const columns = headings.map((heading, index) => {
    const cells = rows.map((row) => row[index] ?? '');
    const width = Math.max(...[heading, ...cells].map((cell) => cell.length));
    const numeric = cells.length > 0 && cells.every((cell) => /^[-+]?[\d.,]*\s?(%|x|ETH|bps)?$|^[–∞]$/.test(cell));
    return { width, numeric };
  });
  const line = (row: readonly string[]) =>
    row
      .map((cell, index) => {
        const { width = 0, numeric = false } = columns[index] ?? {};
        return numeric ? cell.padStart(width) : cell.padEnd(width);
      })
      .join('  ')
      .trimEnd();
  return [line(headings), ...rows.map(line)].join('\n');
}

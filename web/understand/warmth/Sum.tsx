import type { ReactNode } from 'react';

/** What a figure is the sum of, line by line, and what comes of it. */
export function Sum({
  caption,
  rows,
  total,
}: {
  caption: string;
  rows: readonly { id: string; label: ReactNode; value: string }[];
  total: { label: string; value: string };
}) {
  return (
    <table className="w-full">
      <caption className="sr-only">{caption}</caption>
      <tbody>
        {rows.map(({ id, label, value }) => (
          <tr key={id} className="border-b border-border">
            <th scope="row" className="py-4 text-start font-normal">
              {label}
            </th>
            <td className="tabular py-4 ps-12 text-end">{value}</td>
          </tr>
        ))}
      </tbody>
      <tfoot>
        <tr>
          <th scope="row" className="py-4 text-start font-semibold">
            {total.label}
          </th>
          <td className="tabular py-4 ps-12 text-end font-semibold">{total.value}</td>
        </tr>
      </tfoot>
    </table>
  );
}

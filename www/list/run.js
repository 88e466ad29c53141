// A list in slices: between them the page lives on, so that progress is seen and cancelling works.

import { Reject } from "./cells.js";
import { columnsOf } from "./columns.js";
import { csvLine, REJECT_HEADER, resultHeader, resultRow } from "./results.js";

/** How long a slice works, in milliseconds, before the page has its turn. One row is never cut. */
const SLICE = 12;

/** Gives the page its turn. A message comes sooner than a timer, and is not slowed down in a page that is not in front. */
export function turn() {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => { port1.close(); resolve(); };
    port2.postMessage("");
  });
}

/**
 * Assesses every row of `list` (of openList). `seen({rows, assessed, rejected, read})` is told how far it is, and `each(result)` every
 * assessment; `isCancelled()` ends it. Gives `{rows, assessed, rejected, results, rejects, first, cancelled}`: CSV in pieces, and the first rejects.
 */
export async function run(list, assessor, { seen, each, isCancelled }) {
  const columns = list.isJson ? undefined : columnsOf(list.header, assessor.declared);
  const out = { rows: 0, assessed: 0, rejected: 0, results: [csvLine(resultHeader(assessor.benefits))], rejects: [csvLine(REJECT_HEADER)], first: [], cancelled: false };
  let began = performance.now();
  for (let done = false; !done;) {
    const block = await list.next();
    done = block.done;
    for (const row of block.rows) {
      if (isCancelled()) return Object.assign(out, { cancelled: true });
      out.rows += 1;
      take(out, list, columns, assessor, row, each);
      if (performance.now() - began > SLICE) {
        seen(Object.assign({ read: block.read }, out));
        await turn();
        began = performance.now();
      }
    }
  }
  seen(Object.assign({ read: 1 }, out));
  return out;
}

function take(out, list, columns, assessor, row, each) {
  try {
    if (columns && row.cells.length !== list.header.length) {
      throw new Reject("csv/cells", "", "the row has " + row.cells.length + " cells, the header " + list.header.length, "give every column a cell, if only an empty one");
    }
    if (!row.isText) throw new Reject("csv/encoding", "", columns ? "the row is not UTF-8 text" : "the line is not UTF-8 text", "save the list as UTF-8");
    const { id, assessment } = assessor.assess(columns, row.cells, out.rows);
    out.assessed += 1;
    out.results.push(csvLine(resultRow(id, assessment, assessor.benefits)));
    if (each) each({ id, assessment, row });
  } catch (error) {
    if (!(error instanceof Reject)) throw error;
    out.rejected += 1;
    out.rejects.push(csvLine([row.line, error.id, error.code, error.column, error.reason, error.help]));
    if (out.first.length < 100) out.first.push({ line: row.line, id: error.id, code: error.code, column: error.column, reason: error.reason, help: error.help });
  }
}

// Makes an Excel workbook of sheets of plain values, in a thread of its own: it takes a second for some thousand rows.
import { parentPort, workerData } from 'node:worker_threads'
import writeExcelFile from 'write-excel-file/node'

const toName = (value) => ({ type: String, value, fontWeight: 'bold' })

function toCell(value) {
  if (value === null) return null
  return typeof value === 'number' ? { type: Number, value } : { type: String, value }
}

const sheets = workerData.map(({ sheet, rows: [names, ...rows] }) => ({
  sheet,
  data: [names.map(toName), ...rows.map((row) => row.map(toCell))],
  columns: names.map((name) => ({ width: Math.max(12, name.length + 2) })),
  stickyRowsCount: 1,
}))
const bytes = new Uint8Array(await writeExcelFile(sheets).toBuffer())
parentPort.postMessage(bytes, [bytes.buffer])

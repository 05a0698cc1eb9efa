// Makes an Excel workbook of sheets of plain values, in a thread of its own: it takes a second for some thousand rows.
import { parentPort, workerData } from 'node:worker_threads'
import writeExcelFile from 'write-excel-file/node'
import { getCellAddress } from 'write-excel-file/utility'

const toName = (value) => ({ type: String, value, fontWeight: 'bold' })

function toCell(value) {
  if (value === null) return null
  return typeof value === 'number' ? { type: Number, value } : { type: String, value }
}

/** The cells of a sheet, by which its columns are filtered. */
const rangeOf = ({ rows }) => `A1:${getCellAddress(rows.length - 1, rows[0].length - 1)}`
const withDollars = (range) => range.replaceAll(/([A-Z]+)(\d+)/g, '$$$1$$$2')

/** Has each sheet's columns filtered by their names. LibreOffice looks for the range among the workbook's names. */
const filters = {
  files: {
    transform: {
      'xl/worksheets/sheet{id}.xml': {
        transform(xml, _options, { sheetIndex }) {
          return xml.replace('</sheetData>', `</sheetData><autoFilter ref="${rangeOf(workerData[sheetIndex])}"/>`)
        },
      },
      'xl/workbook.xml': {
        transform(xml) {
          const names = workerData.map((sheet, index) => {
            const range = withDollars(rangeOf(sheet))
            return `<definedName name="_xlnm._FilterDatabase" localSheetId="${index}" hidden="1">${sheet.sheet}!${range}</definedName>`
          })
          // A function, since the dollars of a text would stand for what was found.
          return xml.replace(
            /<definedNames(\/>|><\/definedNames>)/,
            () => `<definedNames>${names.join('')}</definedNames>`,
          )
        },
      },
    },
  },
}

const sheets = workerData.map(({ sheet, rows: [names, ...rows] }) => ({
  sheet,
  data: [names.map(toName), ...rows.map((row) => row.map(toCell))],
  columns: names.map((name) => ({ width: Math.max(12, name.length + 2) })),
  stickyRowsCount: 1,
}))
const bytes = new Uint8Array(await writeExcelFile(sheets, { features: [filters] }).toBuffer())
parentPort.postMessage(bytes, [bytes.buffer])

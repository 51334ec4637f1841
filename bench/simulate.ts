import { growthTables } from './growth/table.ts'

console.log(growthTables())

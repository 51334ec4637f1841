export { presentProfile as profileOf } from '../../domain/people.ts'

import type { ClusterDocument } from '../../contract/clusters.ts'
import { fieldProblem } from '../../contract/validation.ts'
import { invalidInput } from '../../server/problem.ts'

/** Requires the name of the cluster for a step that cannot be undone. @throws Problem `invalid-input` */
export const requireName = ({ name }: Pick<ClusterDocument, 'name'>, typed: string): void => {
  if (typed !== name) throw invalidInput([fieldProblem('name', 'confirmName', { name })])
}

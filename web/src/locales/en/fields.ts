/** The contract has these texts, because the API gives them in English too. */
export { validationTexts as default } from '../../../../contract/validation.ts'

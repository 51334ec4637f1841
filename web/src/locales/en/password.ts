/** Texts of the field for a new password. */
export default {
  hint: 'At least 8 characters.',
  'strength.0': 'Very easy to guess',
  'strength.1': 'Easy to guess',
  'strength.2': 'Could be stronger',
  'strength.3': 'Good',
  'strength.4': 'Strong',
  'strength.label': 'Strength: {{words}}',
} as const

/** Texts of the dialog to give up a seat or to leave the waiting list. */
export default {
  'giveUp.ask': 'Give up your seat?',
  'giveUp.doing': 'Giving up your seat',
  'giveUp.keep': 'Keep your seat',
  'giveUp.failed': 'You still have your seat.',
  'giveUp.unsure': "We can't tell whether your request arrived.",
  'giveUp.toNext':
    'Your seat at {{title}}, {{when}}, goes to the first person on the waiting list. You may not get it back.',
  'giveUp.toAnybody': 'Anyone can take your seat at {{title}}, {{when}}. You may not get it back.',
  'leave.ask': 'Leave the waiting list?',
  'leave.doing': 'Leaving',
  'leave.keep': 'Stay in line',
  'leave.failed': 'You are still on the waiting list.',
  'leave.about': 'You lose your place for {{title}}, {{when}}. If you come back, you start at the end.',
  'leave.aboutPlace':
    'You lose your place ({{place}} in line) for {{title}}, {{when}}. If you come back, you start at the end.',
} as const

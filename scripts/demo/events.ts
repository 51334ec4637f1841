import type { EventInput } from '../../contract/events.ts'
import type { LabInput } from '../../contract/labs.ts'
import type { Name } from './people.ts'

export interface DemoEvent {
  by: Name
  /**
   * In the event's time zone: weeks from this week, the day of the week (1 is Monday), the time, and the duration in hours. Or the minutes
   * from now.
   */
  when: { weeks: number; day: number; at: string; hours: number } | { minutes: number; hours: number }
  zone: string
  /** In order of arrival. People who get no seat are on the waiting list. */
  people: Name[]
  /** Reviews, `days` after the event's end. */
  reviews?: { by: Name; rating: number; comment: string; days: number }[]
  /** A lab in the organiser's sandbox. */
  lab?: Pick<LabInput, 'template'>
  written: Omit<EventInput, 'startsAt' | 'endsAt' | 'timeZone'>
}

export const events: DemoEvent[] = [
  {
    by: 'olga',
    zone: 'Europe/Berlin',
    when: { weeks: -5, day: 3, at: '18:00', hours: 3 },
    people: ['erik', 'mina', 'jonas', 'noor', 'sven', 'chloe', 'leila'],
    reviews: [
      {
        by: 'erik',
        rating: 5,
        days: 0.2,
        comment:
          'I have used Git for ten years and was afraid of rebase for nine of them. Bisect alone was worth the evening.',
      },
      {
        by: 'noor',
        rating: 5,
        days: 0.6,
        comment: 'A real project’s history instead of foo and bar. More workshops should do that.',
      },
      {
        by: 'sven',
        rating: 3,
        days: 1,
        comment:
          'Good material, but the first hour was slow if you commit every day. The part on the reflog could have been twice as long.',
      },
      { by: 'chloe', rating: 5, days: 1.3, comment: '' },
      {
        by: 'jonas',
        rating: 4,
        days: 2,
        comment:
          'Everybody had their own repository, so breaking things was fine, and I did.\n\nOne wish: a page to take home with the commands we used.',
      },
      { by: 'leila', rating: 4, days: 6, comment: 'Clear, patient, well prepared. The room was a bit cold.' },
    ],
    written: {
      title: 'Git, properly: history you can read',
      description: `We took one messy branch and turned it into five commits that explain themselves.

Rebase without fear, bisect to find the commit that broke the build, and the reflog for the day it goes wrong. Everybody worked in their own repository, on a copy of a real project's history.`,
      location: { kind: 'in-person', name: 'Werkhalle Mitte', address: 'Brunnenstraße 112, 13355 Berlin' },
      capacity: 16,
      tags: ['git', 'beginners'],
      state: 'published',
    },
  },
  {
    by: 'tomas',
    zone: 'Europe/Lisbon',
    when: { weeks: -2, day: 6, at: '10:00', hours: 6 },
    people: ['mina', 'ines', 'lucia', 'daniel', 'amara', 'erik'],
    reviews: [
      {
        by: 'ines',
        rating: 5,
        days: 0.1,
        comment:
          'It plays! My daughter has not put it down since. Tomás helped each of us find the cold joints.',
      },
      {
        by: 'mina',
        rating: 4,
        days: 0.4,
        comment: 'Six hours went by in no time. Bring a magnifying glass: the resistors are tiny.',
      },
      {
        by: 'lucia',
        rating: 5,
        days: 0.9,
        comment: 'I had never held an iron before. No burns, one synthesiser.',
      },
      {
        by: 'amara',
        rating: 2,
        days: 1.1,
        comment:
          'A capacitor was missing from my kit, and the spare came a week later. Everything else was lovely, but I went home with a synthesiser that hums.',
      },
      { by: 'daniel', rating: 5, days: 2.5, comment: 'Worth every cent.' },
      {
        by: 'erik',
        rating: 4,
        days: 3,
        comment: 'Good kit, good light, good coffee. The lunch break was short.',
      },
    ],
    written: {
      title: 'Solder your first synthesiser',
      description: `A kit, an iron and six hours: everybody went home with a small square-wave synthesiser that plays in tune.

The price included kit and tools. Nobody needed experience, and everybody wore safety goggles.`,
      location: { kind: 'in-person', name: 'Oficina do Som', address: 'Rua da Boavista 84, 1200-068 Lisboa' },
      capacity: 6,
      price: { amount: 4500, currency: 'EUR' },
      tags: ['electronics', 'music'],
      state: 'published',
    },
  },
  {
    by: 'olga',
    zone: 'Europe/Berlin',
    when: { weeks: 1, day: 2, at: '18:30', hours: 2.5 },
    people: ['jonas', 'noor', 'sven', 'chloe', 'daniel'],
    written: {
      title: 'Kubernetes from the inside',
      description: `What happens between “kubectl apply” and a running container? We build the answer by hand.

You start with an empty machine and end with an API server, your own scheduler in 60 lines, and a pod that it placed. You also learn why controllers loop, what etcd stores, and how to read events when nothing happens.

Bring a laptop with a browser. Each seat has its own lab, so you install nothing.`,
      location: { kind: 'in-person', name: 'Werkhalle Mitte', address: 'Brunnenstraße 112, 13355 Berlin' },
      capacity: 6,
      tags: ['kubernetes', 'hands-on'],
      state: 'published',
    },
  },
  {
    by: 'priya',
    zone: 'Asia/Kolkata',
    when: { weeks: 1, day: 4, at: '19:00', hours: 2 },
    people: ['mina', 'kenji', 'leila', 'amara', 'ines', 'lucia', 'tomas', 'daniel', 'chloe'],
    written: {
      title: 'MLflow for teams: experiments you can repeat',
      description: `Three weeks later nobody remembers which notebook made that number. This evening fixes that.

We log runs, compare them, register a model and hand it to a colleague, who reproduces it with only our notes. You work in pairs in a shared MLflow.

Python at the level of a first data project is enough.`,
      location: { kind: 'online', url: 'https://meet.example.org/mlflow-for-teams' },
      capacity: 40,
      tags: ['mlflow', 'python', 'machine learning'],
      state: 'published',
    },
  },
  {
    by: 'olga',
    zone: 'Europe/Amsterdam',
    when: { weeks: 2, day: 4, at: '13:00', hours: 4 },
    people: ['erik', 'jonas', 'noor', 'sven', 'kenji', 'chloe', 'daniel', 'leila', 'mina', 'amara', 'lucia'],
    written: {
      title: 'Terraform without tears',
      description: `State files, locks, imports and the plan that wants to destroy everything: an afternoon about the things that go wrong, in an account where you can’t break anything.

You will move a resource without recreating it, import one that somebody created by hand, split a state in two, and recover from an apply that stopped halfway.

For people who have run “terraform apply” at least once.`,
      location: {
        kind: 'in-person',
        name: 'De Kade',
        address: 'Oostelijke Handelskade 12, 1019 BM Amsterdam',
      },
      capacity: 8,
      tags: ['terraform', 'cloud', 'hands-on'],
      state: 'published',
    },
  },
  {
    by: 'olga',
    zone: 'Europe/London',
    // The lab is ready 30 minutes before the start, so it is built as soon as the demo starts.
    when: { minutes: 25, hours: 5 },
    people: ['erik', 'amara', 'ines'],
    lab: { template: 'notebook' },
    written: {
      title: 'A first notebook: Python for people with data',
      description: `You have a spreadsheet that has grown too large for itself. By the end of the day you have a notebook that reads it, cleans it, draws it, and can be run again next month.

We go slowly and everybody brings their own data set (there is one to borrow). You need no programming experience. Lunch is free.`,
      location: {
        kind: 'hybrid',
        name: 'Bermondsey Community Rooms',
        address: '27 Grange Road, London SE1 3AE',
        url: 'https://meet.example.org/first-notebook',
      },
      capacity: 24,
      tags: ['python', 'jupyter', 'beginners'],
      state: 'published',
    },
  },
  {
    by: 'tomas',
    zone: 'Europe/Lisbon',
    when: { weeks: 3, day: 6, at: '14:00', hours: 4 },
    people: ['lucia', 'chloe', 'erik'],
    written: {
      title: 'Espresso by numbers',
      description: `Dose, yield, time, temperature: change one, keep the rest, taste, write it down. Four hours, three grinders, and an honest spreadsheet.

The price covers coffee, milk and a bag of beans to take home. Eight people, four machines.`,
      location: { kind: 'in-person', name: 'Torra', address: 'Rua de São Bento 31, 1200-815 Lisboa' },
      capacity: 8,
      price: { amount: 3800, currency: 'EUR' },
      tags: ['coffee', 'measuring'],
      state: 'published',
    },
  },
  {
    by: 'olga',
    zone: 'Europe/Paris',
    when: { weeks: 4, day: 3, at: '09:00', hours: 8 },
    people: ['mina', 'jonas', 'priya', 'kenji', 'noor'],
    written: {
      title: 'Airflow in a day: pipelines that recover',
      description: `A good pipeline recovers when it fails at night. We build one that ingests, transforms and publishes. Then we break it: late data, a half-written file, a worker that dies, a backfill over a year.

Everybody has their own Airflow for the day, and keeps the code.

You should be at ease with Python and SQL.`,
      location: {
        kind: 'hybrid',
        name: 'La Cantine numérique',
        address: '27 rue d’Aubuisson, 31000 Toulouse',
        url: 'https://meet.example.org/airflow-in-a-day',
      },
      capacity: 30,
      price: { amount: 12000, currency: 'EUR' },
      tags: ['airflow', 'python', 'data engineering'],
      state: 'published',
    },
  },
  {
    by: 'erik',
    zone: 'America/Los_Angeles',
    when: { weeks: 4, day: 2, at: '17:30', hours: 2.5 },
    people: ['daniel', 'amara'],
    written: {
      title: 'Incident drill night',
      description: `Something is wrong with the shop and the pager is yours. Teams of four get a live system, real dashboards and a problem nobody has seen before.

Roles rotate each round: lead, scribe, hands. After each round we write the first page of a post-mortem together. Nobody is blamed.`,
      location: {
        kind: 'in-person',
        name: 'Eastside Works',
        address: '1020 SE Water Avenue, Portland, OR 97214',
      },
      capacity: 20,
      tags: ['operations', 'teamwork'],
      state: 'published',
    },
  },
  {
    by: 'priya',
    zone: 'Asia/Tokyo',
    when: { weeks: 5, day: 7, at: '13:00', hours: 3 },
    people: ['kenji'],
    written: {
      title: 'Walk and map: your street on OpenStreetMap',
      description: `We walk for an hour with paper and phones, and note what the map does not know yet (benches, steps, kerbs, opening hours). Then we add it to the map for two hours.

By the evening, many apps around the world show your changes. Wear good shoes. You need your laptop only after the walk.`,
      location: {
        kind: 'in-person',
        name: 'Yanaka Civic House',
        address: '5-6-5 Yanaka, Taito City, Tokyo 110-0001',
      },
      capacity: 15,
      tags: ['maps', 'outdoors', 'beginners'],
      state: 'published',
    },
  },
  {
    by: 'mina',
    zone: 'America/Sao_Paulo',
    when: { weeks: 6, day: 5, at: '19:00', hours: 2 },
    people: ['ines', 'tomas', 'lucia'],
    written: {
      title: 'Dashboards that people read',
      description: `Most dashboards answer a question nobody asked. We start from three real decisions, draw by hand first, and only then open Superset.

You leave with one page, four charts at most, and words that say what to do when a line moves.`,
      location: { kind: 'online', url: 'https://meet.example.org/dashboards' },
      capacity: 60,
      tags: ['superset', 'design'],
      state: 'published',
    },
  },
  {
    by: 'admin',
    zone: 'Europe/Berlin',
    when: { weeks: 8, day: 5, at: '16:00', hours: 6 },
    people: ['mina', 'erik', 'olga', 'priya', 'tomas', 'jonas'],
    written: {
      title: 'Open lab evening',
      description: `No programme, twelve tables, one lab each. Bring what you are stuck on, or sit down at somebody else's table and ask.

Short talks at six and at eight: ten minutes each, by anyone who signs up at the door. The café next door brings food.`,
      location: { kind: 'in-person', name: 'Werkhalle Mitte', address: 'Brunnenstraße 112, 13355 Berlin' },
      capacity: 120,
      tags: ['community'],
      state: 'published',
    },
  },
  {
    by: 'olga',
    zone: 'Europe/Berlin',
    when: { weeks: 10, day: 2, at: '10:00', hours: 7 },
    people: [],
    written: {
      title: 'Fine-tune a small language model',
      description: `One GPU, one day, one model that answers in the tone of your documentation.

Still to write: what people should bring, and how large the data set may be.`,
      location: { kind: 'online', url: 'https://meet.example.org/fine-tune' },
      capacity: 12,
      tags: ['machine learning', 'python'],
      state: 'draft',
    },
  },
]

/**
 * The families of EC2 machine types with their sizes (`xl` stands for `xlarge`), as EC2's DescribeInstanceTypes listed them in 2026. Families
 * without a use for EKS are left out: Mac, and those before 2012.
 * https://docs.aws.amazon.com/ec2/latest/instancetypes/ec2-instance-type-specifications.html
 */
const families = `
a1: medium large xl 2xl 4xl metal
c3: large xl 2xl 4xl 8xl
c4: large xl 2xl 4xl 8xl
c5: large xl 2xl 4xl 9xl 12xl 18xl 24xl metal
c5a: large xl 2xl 4xl 8xl 12xl 16xl 24xl
c5ad: large xl 2xl 4xl 8xl 12xl 16xl 24xl
c5d: large xl 2xl 4xl 9xl 12xl 18xl 24xl metal
c5n: large xl 2xl 4xl 9xl 18xl metal
c6a: large xl 2xl 4xl 8xl 12xl 16xl 24xl 32xl 48xl metal
c6g: medium large xl 2xl 4xl 8xl 12xl 16xl metal
c6gd: medium large xl 2xl 4xl 8xl 12xl 16xl metal
c6gn: medium large xl 2xl 4xl 8xl 12xl 16xl
c6i: large xl 2xl 4xl 8xl 12xl 16xl 24xl 32xl metal
c6id: large xl 2xl 4xl 8xl 12xl 16xl 24xl 32xl metal
c6in: large xl 2xl 4xl 8xl 12xl 16xl 24xl 32xl metal
c7a: medium large xl 2xl 4xl 8xl 12xl 16xl 24xl 32xl 48xl metal-48xl
c7g: medium large xl 2xl 4xl 8xl 12xl 16xl metal
c7gd: medium large xl 2xl 4xl 8xl 12xl 16xl metal
c7gn: medium large xl 2xl 4xl 8xl 12xl 16xl metal
c7i: large xl 2xl 4xl 8xl 12xl 16xl 24xl 48xl metal-24xl metal-48xl
c7i-flex: large xl 2xl 4xl 8xl 12xl 16xl
c8a: medium large xl 2xl 4xl 8xl 12xl 16xl 24xl 48xl metal-24xl metal-48xl
c8g: medium large xl 2xl 4xl 8xl 12xl 16xl 24xl 48xl metal-24xl metal-48xl
c8gb: medium large xl 2xl 4xl 8xl 12xl 16xl 24xl 48xl metal-24xl metal-48xl
c8gd: medium large xl 2xl 4xl 8xl 12xl 16xl 24xl 48xl metal-24xl metal-48xl
c8gn: medium large xl 2xl 4xl 8xl 12xl 16xl 24xl 48xl metal-24xl metal-48xl
c8i: large xl 2xl 4xl 8xl 12xl 16xl 24xl 32xl 48xl 96xl metal-48xl metal-96xl
c8i-flex: large xl 2xl 4xl 8xl 12xl 16xl
c8ib: large xl 2xl 4xl 8xl 12xl 16xl 24xl 32xl 48xl 96xl metal-48xl metal-96xl
c8id: large xl 2xl 4xl 8xl 12xl 16xl 24xl 32xl 48xl 96xl metal-48xl metal-96xl
c8in: large xl 2xl 4xl 8xl 12xl 16xl 24xl 32xl 48xl 96xl metal-48xl metal-96xl
c8ine: large xl 2xl 4xl 8xl 12xl
d2: xl 2xl 4xl 8xl
d3: xl 2xl 4xl 8xl
d3en: xl 2xl 4xl 6xl 8xl 12xl
dl1: 24xl
dl2q: 24xl
f2: 6xl 12xl 48xl
g4ad: xl 2xl 4xl 8xl 16xl
g4dn: xl 2xl 4xl 8xl 12xl 16xl metal
g5: xl 2xl 4xl 8xl 12xl 16xl 24xl 48xl
g5g: xl 2xl 4xl 8xl 16xl metal
g6: xl 2xl 4xl 8xl 12xl 16xl 24xl 48xl
g6e: xl 2xl 4xl 8xl 12xl 16xl 24xl 48xl
g6f: large xl 2xl 4xl
g7e: 2xl 4xl 8xl 12xl 24xl 48xl
gr6: 4xl 8xl
gr6f: 4xl
h1: 2xl 4xl 8xl 16xl
hpc6a: 48xl
hpc6id: 32xl
hpc7a: 12xl 24xl 48xl 96xl
hpc7g: 4xl 8xl 16xl
hpc8a: 96xl
i2: xl 2xl 4xl 8xl
i3: large xl 2xl 4xl 8xl 16xl
i3en: large xl 2xl 3xl 6xl 12xl 24xl metal
i4g: large xl 2xl 4xl 8xl 16xl
i4i: large xl 2xl 4xl 8xl 12xl 16xl 24xl 32xl metal
i7i: large xl 2xl 4xl 8xl 12xl 16xl 24xl 48xl metal-24xl metal-48xl
i7ie: large xl 2xl 3xl 6xl 12xl 18xl 24xl 48xl metal-24xl metal-48xl
i8g: large xl 2xl 4xl 8xl 12xl 16xl 24xl 48xl metal-24xl metal-48xl
i8ge: large xl 2xl 3xl 6xl 12xl 18xl 24xl 48xl metal-24xl metal-48xl
im4gn: large xl 2xl 4xl 8xl 16xl
inf1: xl 2xl 6xl 24xl
inf2: xl 8xl 24xl 48xl
is4gen: medium large xl 2xl 4xl 8xl
m3: medium large xl 2xl
m4: large xl 2xl 4xl 10xl 16xl
m5: large xl 2xl 4xl 8xl 12xl 16xl 24xl metal
m5a: large xl 2xl 4xl 8xl 12xl 16xl 24xl
m5ad: large xl 2xl 4xl 8xl 12xl 16xl 24xl
m5d: large xl 2xl 4xl 8xl 12xl 16xl 24xl metal
m5dn: large xl 2xl 4xl 8xl 12xl 16xl 24xl metal
m5n: large xl 2xl 4xl 8xl 12xl 16xl 24xl metal
m5zn: large xl 2xl 3xl 6xl 12xl metal
m6a: large xl 2xl 4xl 8xl 12xl 16xl 24xl 32xl 48xl metal
m6g: medium large xl 2xl 4xl 8xl 12xl 16xl metal
m6gd: medium large xl 2xl 4xl 8xl 12xl 16xl metal
m6i: large xl 2xl 4xl 8xl 12xl 16xl 24xl 32xl metal
m6id: large xl 2xl 4xl 8xl 12xl 16xl 24xl 32xl metal
m6idn: large xl 2xl 4xl 8xl 12xl 16xl 24xl 32xl metal
m6in: large xl 2xl 4xl 8xl 12xl 16xl 24xl 32xl metal
m7a: medium large xl 2xl 4xl 8xl 12xl 16xl 24xl 32xl 48xl metal-48xl
m7g: medium large xl 2xl 4xl 8xl 12xl 16xl metal
m7gd: medium large xl 2xl 4xl 8xl 12xl 16xl metal
m7i: large xl 2xl 4xl 8xl 12xl 16xl 24xl 48xl metal-24xl metal-48xl
m7i-flex: large xl 2xl 4xl 8xl 12xl 16xl
m8a: medium large xl 2xl 4xl 8xl 12xl 16xl 24xl 48xl metal-24xl metal-48xl
m8azn: medium large xl 3xl 6xl 12xl 24xl metal-12xl metal-24xl
m8g: medium large xl 2xl 4xl 8xl 12xl 16xl 24xl 48xl metal-24xl metal-48xl
m8gb: medium large xl 2xl 4xl 8xl 12xl 16xl 24xl 48xl metal-24xl metal-48xl
m8gd: medium large xl 2xl 4xl 8xl 12xl 16xl 24xl 48xl metal-24xl metal-48xl
m8gn: medium large xl 2xl 4xl 8xl 12xl 16xl 24xl 48xl metal-24xl metal-48xl
m8i: large xl 2xl 4xl 8xl 12xl 16xl 24xl 32xl 48xl 96xl metal-48xl metal-96xl
m8i-flex: large xl 2xl 4xl 8xl 12xl 16xl
m8ib: large xl 2xl 4xl 8xl 12xl 16xl 24xl 32xl 48xl 96xl
m8id: large xl 2xl 4xl 8xl 12xl 16xl 24xl 32xl 48xl 96xl metal-48xl metal-96xl
m8in: large xl 2xl 4xl 8xl 12xl 16xl 24xl 32xl 48xl 96xl
m8ine: large xl 2xl 4xl 8xl 12xl
p3dn: 24xl
p4d: 24xl
p4de: 24xl
p5: 4xl 48xl
p5e: 48xl
p5en: 48xl
p6-b200: 48xl
p6-b300: 48xl
r3: large xl 2xl 4xl 8xl
r4: large xl 2xl 4xl 8xl 16xl
r5: large xl 2xl 4xl 8xl 12xl 16xl 24xl metal
r5a: large xl 2xl 4xl 8xl 12xl 16xl 24xl
r5ad: large xl 2xl 4xl 8xl 12xl 16xl 24xl
r5b: large xl 2xl 4xl 8xl 12xl 16xl 24xl metal
r5d: large xl 2xl 4xl 8xl 12xl 16xl 24xl metal
r5dn: large xl 2xl 4xl 8xl 12xl 16xl 24xl metal
r5n: large xl 2xl 4xl 8xl 12xl 16xl 24xl metal
r6a: large xl 2xl 4xl 8xl 12xl 16xl 24xl 32xl 48xl metal
r6g: medium large xl 2xl 4xl 8xl 12xl 16xl metal
r6gd: medium large xl 2xl 4xl 8xl 12xl 16xl metal
r6i: large xl 2xl 4xl 8xl 12xl 16xl 24xl 32xl metal
r6id: large xl 2xl 4xl 8xl 12xl 16xl 24xl 32xl metal
r6idn: large xl 2xl 4xl 8xl 12xl 16xl 24xl 32xl metal
r6in: large xl 2xl 4xl 8xl 12xl 16xl 24xl 32xl metal
r7a: medium large xl 2xl 4xl 8xl 12xl 16xl 24xl 32xl 48xl metal-48xl
r7g: medium large xl 2xl 4xl 8xl 12xl 16xl metal
r7gd: medium large xl 2xl 4xl 8xl 12xl 16xl metal
r7i: large xl 2xl 4xl 8xl 12xl 16xl 24xl 48xl metal-24xl metal-48xl
r7iz: large xl 2xl 4xl 8xl 12xl 16xl 32xl metal-16xl metal-32xl
r8a: medium large xl 2xl 4xl 8xl 12xl 16xl 24xl 48xl metal-24xl metal-48xl
r8g: medium large xl 2xl 4xl 8xl 12xl 16xl 24xl 48xl metal-24xl metal-48xl
r8gb: medium large xl 2xl 4xl 8xl 12xl 16xl 24xl 48xl metal-24xl metal-48xl
r8gd: medium large xl 2xl 4xl 8xl 12xl 16xl 24xl 48xl metal-24xl metal-48xl
r8gn: medium large xl 2xl 4xl 8xl 12xl 16xl 24xl 48xl metal-24xl metal-48xl
r8i: large xl 2xl 4xl 8xl 12xl 16xl 24xl 32xl 48xl 96xl metal-48xl metal-96xl
r8i-flex: large xl 2xl 4xl 8xl 12xl 16xl
r8ib: large xl 2xl 4xl 8xl 12xl 16xl 24xl 32xl 48xl 96xl
r8id: large xl 2xl 4xl 8xl 12xl 16xl 24xl 32xl 48xl 96xl metal-48xl metal-96xl
r8in: large xl 2xl 4xl 8xl 12xl 16xl 24xl 32xl 48xl 96xl
t2: nano micro small medium large xl 2xl
t3: nano micro small medium large xl 2xl
t3a: nano micro small medium large xl 2xl
t4g: nano micro small medium large xl 2xl
trn1: 2xl 32xl
trn1n: 32xl
trn2: 3xl 48xl
u-3tb1: 56xl
u-6tb1: 56xl 112xl
u7i-12tb: 224xl
u7i-6tb: 112xl
u7i-8tb: 112xl
u7in-16tb: 224xl
u7in-24tb: 224xl
u7in-32tb: 224xl
vt1: 3xl 6xl 24xl
x1: 16xl 32xl
x1e: xl 2xl 4xl 8xl 16xl 32xl
x2gd: medium large xl 2xl 4xl 8xl 12xl 16xl metal
x2idn: 16xl 24xl 32xl metal
x2iedn: xl 2xl 4xl 8xl 16xl 24xl 32xl metal
x2iezn: 2xl 4xl 6xl 8xl 12xl metal
x8aedz: large xl 3xl 6xl 12xl 24xl metal-12xl metal-24xl
x8g: medium large xl 2xl 4xl 8xl 12xl 16xl 24xl 48xl metal-24xl metal-48xl
x8i: large xl 2xl 4xl 8xl 12xl 16xl 24xl 32xl 48xl 64xl 96xl metal-48xl metal-96xl
z1d: large xl 2xl 3xl 6xl 12xl metal
`

/** The sizes of each family: `t3` has `nano`, …, `2xlarge`. */
const sizesOf: ReadonlyMap<string, ReadonlySet<string>> = new Map(
  families
    .trim()
    .split('\n')
    .map((line) => {
      const [family = '', sizes = ''] = line.split(': ')
      const names = sizes.split(' ').map((size) => size.replace(/^(\d*)xl$/, '$1xlarge'))
      return [family, new Set(names)] as const
    }),
)

/** Whether EC2 has a machine type: `t3.large`, not `t3.nonsense`. */
export const isAwsMachineType = (type: string): boolean => {
  const [family = '', size = ''] = type.split('.', 2)
  return `${family}.${size}` === type && Boolean(sizesOf.get(family)?.has(size))
}

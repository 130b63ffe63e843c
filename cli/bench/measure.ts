/** CPU time of all threads of the process that passes in the work. */
export async function measureCpu<T>(work: () => T | Promise<T>): Promise<[value: T, cpuSeconds: number]> {
  const before = process.cpuUsage()
  const value = await work()
  const { user, system } = process.cpuUsage(before)
  return [value, (user + system) / 1e6]
}

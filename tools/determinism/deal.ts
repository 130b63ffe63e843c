/**
 * Hands the tasks 0 … `count` − 1 to workers, each the next one as soon as it is free. Who took which depends on the machine; the answers
 * lie in the order of the tasks.
 */
export async function deal<T>(count: number, workers: readonly ((task: number) => Promise<T>)[]): Promise<T[]> {
  const answers: T[] = []
  let next = 0
  const work = async (ask: (task: number) => Promise<T>): Promise<void> => {
    while (next < count) {
      const task = next++
      answers[task] = await ask(task)
    }
  }
  await Promise.all(workers.map(work))
  return answers
}

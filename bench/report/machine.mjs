/** @param {any} results */
export function machineLine({ machine }) {
  const { date, cpu, cores, memoryGiB, system, node, loadAverage } = machine;
  return `*${date}, ${cpu}, ${cores} cores, ${memoryGiB} GiB, ${system}, Node ${node}, load average ${loadAverage.toFixed(1)} at the end.*`;
}

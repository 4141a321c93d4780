/** @param {any} results */
export function machineLine({ machine }) {
  const { date, cpu, cores, memoryGiB, system, node, loadAverage } = machine;
  // Both cores had other things to do as well: the test suite, for instance.
  const busy = loadAverage > cores ? " The machine was busy: an order of magnitude, no more." : "";
  return `*${date}, ${cpu}, ${cores} cores, ${memoryGiB} GiB, ${system}, Node ${node}, load average ${loadAverage.toFixed(1)} at the end.${busy}*`;
}

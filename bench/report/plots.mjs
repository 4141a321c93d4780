// The plots, drawn by Vega-Lite.
import { writeFileSync } from "node:fs";
import { parse, View } from "vega";
import { compile } from "vega-lite";

const COLORS = ["#2f6fde", "#d9822b", "#5b9e4d", "#8e6bbf", "#9a9a9a", "#c44e52"];
const LEGEND = { title: null, labelLimit: 400, symbolOpacity: 1 };
const ERROR = { low: "low", high: "high" };

/** @param {URL} folder @param {string} name @param {object} spec */
async function draw(folder, name, spec) {
  const { spec: vega } = compile({
    $schema: "https://vega.github.io/schema/vega-lite/v6.json",
    background: "white",
    config: {
      font: "system-ui, sans-serif",
      axis: {
        gridColor: "#e6e6e6",
        labelFontSize: 12,
        titleFontSize: 12,
        titleFontWeight: "normal",
        labelLimit: 400,
      },
      header: { labelFontSize: 13, titleFontSize: 13 },
      legend: { labelFontSize: 12, labelLimit: 400, symbolOpacity: 1 },
      range: { category: COLORS },
      view: { stroke: null },
    },
    ...spec,
  });
  const svg = await new View(parse(vega), { renderer: "none" }).toSVG();
  writeFileSync(new URL(`${name}.svg`, folder), `${svg}\n`);
}

const flat = ({ ratio, ...row }) => ({ ...row, ...ratio });

/** Lines with the quarters as a band. */
function lines({ values, x, y, color, facet, scale }) {
  const field = (/** @type {string} */ name) => ({ field: name, type: "quantitative" });
  const layer = [
    {
      mark: { type: "area", opacity: 0.2 },
      encoding: { y: { ...field(ERROR.low), title: y, scale }, y2: { field: ERROR.high } },
    },
    { mark: { type: "line", point: true }, encoding: { y: { ...field("median"), scale } } },
  ];
  const encoding = {
    x: { ...field(x.field), title: x.title, axis: { tickMinStep: 1 } },
    color: { field: color, sort: null, legend: LEGEND },
  };
  const chart = { width: 300, height: 230, layer, encoding };
  if (!facet) return { data: { values }, ...chart, width: 460 };
  return {
    data: { values },
    facet: { column: { field: facet, title: null, sort: null } },
    spec: chart,
  };
}

/** @param {URL} folder @param {any} growth */
export async function drawGrowth(folder, { payload, keys, cookies, untouched }) {
  await draw(
    folder,
    "payload",
    lines({
      values: payload.map(flat),
      x: { field: "bytes", title: "bytes of JSON" },
      y: "times dewar with the smallest",
      color: "subject",
      facet: "operation",
      scale: { type: "log" },
    }),
  );
  await draw(
    folder,
    "keys",
    lines({
      values: keys.rows.map((row) => ({
        ...flat(row),
        signed: `signed with the ${row.cookie} key`,
      })),
      x: { field: "fallbacks", title: "fallback keys" },
      y: "times a read without fallback keys",
      color: "signed",
      scale: { zero: true },
    }),
  );
  await draw(
    folder,
    "cookies",
    lines({
      values: cookies.map(flat),
      x: { field: "cookies", title: "cookies in the header" },
      y: "times a read of the one cookie",
      color: "subject",
      scale: { zero: true },
    }),
  );
  await draw(folder, "untouched", {
    data: { values: untouched.map(flat) },
    width: 380,
    encoding: {
      y: { field: "name", type: "nominal", sort: null, title: null },
    },
    layer: [
      {
        mark: { type: "bar", color: COLORS[0] },
        encoding: {
          x: { field: "median", type: "quantitative", title: "times a request that reads" },
        },
      },
      {
        mark: { type: "rule", color: "#222" },
        encoding: { x: { field: "low", type: "quantitative" }, x2: { field: "high" } },
      },
    ],
  });
}

/** @param {URL} folder @param {any} server */
export async function drawServer(folder, { results, memory }) {
  const values = results
    .filter(({ variant }) => variant !== "bare")
    .map(({ framework, operation, variant, kept }) => ({
      operation,
      name: `${variant}, on ${framework}`,
      ours: variant === "dewar" ? "dewar" : "others",
      ...kept,
    }));
  const share = { type: "quantitative", axis: { format: "%" } };
  await draw(folder, "server", {
    data: { values },
    facet: { column: { field: "operation", title: null, sort: ["read", "write"] } },
    spec: {
      width: 280,
      encoding: {
        y: { field: "name", type: "nominal", sort: null, title: null },
      },
      layer: [
        {
          mark: "bar",
          encoding: {
            x: { field: "median", title: "of the bare throughput kept", ...share },
            color: {
              field: "ours",
              sort: ["dewar", "others"],
              legend: LEGEND,
              scale: { range: [COLORS[0], "#b9bfc9"] },
            },
          },
        },
        {
          mark: { type: "rule", color: "#222" },
          encoding: { x: { field: "low", ...share }, x2: { field: "high" } },
        },
      ],
    },
  });
  await draw(folder, "memory", {
    data: {
      values: memory.flatMap(({ framework, samples }) =>
        samples.map((sample) => ({ framework: `dewar on ${framework}`, ...sample })),
      ),
    },
    width: 460,
    height: 200,
    mark: { type: "line", point: true },
    encoding: {
      x: { field: "served", type: "quantitative", title: "requests" },
      y: { field: "heapMiB", type: "quantitative", title: "heap, MiB", scale: { zero: true } },
      color: { field: "framework", legend: LEGEND },
    },
  });
}

// the page: which view is open, what is selected, and the keys

import { ask, fetchFile, takeToken } from "/static/api.js";
import { BY_KEY, SENTIMENTS, STANCES, openEditor } from "/static/editor.js";
import { LETTERS, draw, label, selected } from "/static/text.js";

const $ = (id) => document.getElementById(id);
const state = { view: "articles", article: null, offsets: null, items: [], at: -1 };

function element(tag, text = "", attributes = {}) {
  const made = document.createElement(tag);
  made.textContent = text;
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  return made;
}

function say(text) {
  $("status").textContent = text;
  $("alert").hidden = true;
}

function complain(error) {
  $("alert").textContent = error.message;
  $("alert").hidden = false;
  $("status").textContent = "";
}

// run something that may fail; the failure is said on the page
const safely = (work) => async (...given) => {
  try {
    return await work(...given);
  } catch (error) {
    complain(error);
    return undefined;
  }
};

function annotator() {
  const name = $("annotator").value.trim();
  if (!name) {
    $("annotator").focus();
    throw new Error("First say who you are: your name goes with every vote");
  }
  return name;
}
const me = () => $("annotator").value.trim();
const blind = () => $("blind").checked;

// --- articles

const showArticles = safely(async () => {
  const articles = await ask("GET", "/api/articles");
  const place = $("article-list");
  if (!articles.length) { place.replaceChildren(element("p", "No article yet.", { class: "soft" })); return; }
  const table = element("table");
  const head = element("tr");
  for (const [name, kind] of [["Article", ""], ["Published", ""], ["Statements", "number"], ["With votes", "number"]]) head.append(element("th", name, { scope: "col", class: kind }));
  table.append(element("thead"), element("tbody"));
  table.tHead.append(head);
  for (const article of articles) {
    const row = element("tr"), first = element("td");
    first.append(element("a", article.title || article.article_id, { href: `#article=${encodeURIComponent(article.article_id)}` }));
    row.append(first, element("td", article.published || "–"), element("td", article.statements, { class: "number" }), element("td", article.voted, { class: "number" }));
    table.tBodies[0].append(row);
  }
  const scroll = element("div", "", { class: "scroll" });
  scroll.append(table);
  place.replaceChildren(scroll);
});

async function take(body) {
  const known = Object.fromEntries([...new FormData($("add-article"))].filter(([, value]) => String(value).trim()));
  return ask("POST", "/api/articles", { ...known, ...body, annotator: annotator() });
}

const submitArticle = safely(async (event) => {
  event.preventDefault();
  const text = $("paste").value;
  if (!text.trim()) throw new Error("Paste an article first");
  annotator();
  say("Reading and scoring …");
  const { article_id, added } = await take({ text });
  $("add-article").reset();
  location.hash = `article=${encodeURIComponent(article_id)}`;
  say(added ? "Scored and kept" : "This article is on the desk already; here it is as it was corrected");
});

const takeFiles = safely(async (files) => {
  annotator();
  const failures = [], taken = [];
  let done = 0, last = null;
  for (const file of files) {
    say(`Scoring ${file.name} (${done + taken.length + failures.length + 1} of ${files.length}) …`);
    try {
      if (file.size > 10 * 1024 * 1024) throw new Error(`${file.name}: is larger than 10 MB; split it`);
      if (/\.jsonl?$/i.test(file.name)) { taken.push(await takeLabelled(file)); continue; }
      last = (await take({ file: { name: file.name, content: await base64(file) } })).article_id;
      done += 1;
    } catch (error) { failures.push(error.message); }
  }
  if (files.length === 1 && last) location.hash = `article=${encodeURIComponent(last)}`; else await showArticles();
  say([...taken, ...(taken.length < files.length ? [`${done} of ${files.length - taken.length} files scored`] : [])].join("; "));
  if (failures.length) complain(new Error(failures.join(" · ")));
});

// statements that were labelled elsewhere
async function takeLabelled(file) {
  const { statements, votes } = await ask("POST", "/api/import", { annotator: annotator(), name: file.name, text: await file.text() });
  return `${file.name}: ${statements} new statements, ${votes} votes taken in`;
}

function base64(file) {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(reader.result.slice(reader.result.indexOf(",") + 1));
    reader.onerror = () => reject(new Error(`${file.name}: cannot be read`));
    reader.readAsDataURL(file);
  });
}

// --- one article

const openArticle = safely(async (id, keep = null) => {
  const { article, model, statements } = await ask("GET", `/api/articles/${encodeURIComponent(id)}`, undefined, { annotator: me(), blind: blind() });
  const before = keep ?? (state.article?.article_id === id ? state.items[state.at]?.statement.statement_id : null);
  Object.assign(state, { article, items: statements, at: -1 });
  $("reading-title").textContent = article.title || article.text.trim().split("\n")[0].slice(0, 90);
  $("reading-meta").textContent = [article.publisher, article.published, `${statements.length} statements`, model].filter(Boolean).join(" · ");
  $("legend").replaceChildren(...STANCES.slice(0, 3).map((stance) => {
    const entry = element("span");
    entry.append(element("span", LETTERS[stance], { class: `badge ${stance}` }), ` ${stance}`);
    return entry;
  }));
  state.offsets = draw($("text"), article, statements, me(), chosen);
  $("editor-place").replaceChildren(element("p", statements.length ? "Choose a statement: click it, or press ↓." : "No statement was found. Select one in the text and add it.", { class: "soft panel" }));
  const again = statements.findIndex((item) => item.statement.statement_id === before);
  if (again >= 0) select(again, false);
});

// where statements overlap, another click goes on to the next one under the same words; on a narrow
// screen the editor comes up over the lower half of the text
const chosen = (owners) => select(owners[(owners.indexOf(state.at) + 1) % owners.length], matchMedia("(max-width: 56rem)").matches);

function select(n, scroll = true) {
  if (!state.items.length) return;
  state.at = Math.max(0, Math.min(n, state.items.length - 1));
  const item = state.items[state.at];
  const reading = state.view === "reading";
  openEditor($(reading ? "editor-place" : "queue-editor-place"), item, me(), handlers);
  if (reading) {
    for (const mark of $("text").querySelectorAll(".said")) mark.classList.toggle("selected", mark.dataset.owners.split(" ").includes(String(state.at)));
    if (scroll) $("text").querySelector(".selected")?.scrollIntoView({ block: "start" });
  } else {
    const buttons = [...$("queue-list").querySelectorAll("button")];
    buttons.forEach((button, place) => button.setAttribute("aria-current", String(place === state.at)));
    if (scroll) buttons[state.at]?.scrollIntoView({ block: "nearest" });
  }
}

const refresh = (keep) => (state.view === "reading" ? openArticle(state.article.article_id, keep) : openQueue(true));

const handlers = {
  vote: safely(async (question, answer) => {
    const item = state.items[state.at];
    const own = item.votes.find((vote) => vote.annotator === annotator());
    const stance = question === "stance" ? answer : own?.stance ?? item.statement.prediction?.stance;
    if (!stance) throw new Error("Choose the stance first");
    const { at, ...before } = own || {};
    const vote = await ask("POST", "/api/annotations", { ...before, statement_id: item.statement.statement_id, annotator: annotator(), stance, [question]: answer });
    item.votes = [...item.votes.filter((other) => other.annotator !== vote.annotator), vote];
    say(`Saved: ${answer}`);
    if (state.view === "reading") {
      state.offsets = draw($("text"), state.article, state.items, me(), chosen);
      select(state.at, false);
    } else {
      drawQueue();
      select(question === "stance" && state.at + 1 < state.items.length ? state.at + 1 : state.at);
    }
  }),
  save: safely(async ({ words, ...changes }) => {
    const item = state.items[state.at];
    if (words !== undefined) {
      if (state.view !== "reading") throw new Error("Open the article to change where a statement stands");
      changes.spans = state.offsets.locate(words.split("\n"), item.statement.segments[0]?.start ?? 0);
    }
    if (!Object.keys(changes).length) { say("Nothing was changed"); return; }
    await ask("PATCH", `/api/statements/${encodeURIComponent(item.statement.statement_id)}`, { ...changes, version: item.version, annotator: annotator() });
    await refresh(item.statement.statement_id);
    say("Saved");
  }),
  remove: safely(async () => {
    const item = state.items[state.at];
    if (!item) return;
    await ask("DELETE", `/api/statements/${encodeURIComponent(item.statement.statement_id)}`, undefined, { annotator: annotator(), version: item.version });
    await refresh();
    say("Deleted; u or Undo brings it back");
  }),
  undo: safely(async () => {
    const { undone, statement_id, article_id } = await ask("POST", "/api/undo", { annotator: annotator() });
    if (undone && state.view === "reading" && article_id !== state.article.article_id) location.hash = `article=${encodeURIComponent(article_id)}`;
    else await refresh(statement_id);
    say(undone ? `Undone: ${undone}` : "There is nothing to undo");
  }),
  elsewhere: () => state.view !== "reading",
  move: (step) => select(state.at + step),
  selection: () => {
    const span = state.view === "reading" && selected($("text"), state.offsets);
    if (!span) { complain(new Error("Select words in the article first")); return null; }
    return state.article.text.slice(state.offsets.unit(span[0]), state.offsets.unit(span[1])).split("\n").filter((line) => line.trim()).join("\n");
  },
};

const addStatement = safely(async (event) => {
  event?.preventDefault();
  const span = selected($("text"), state.offsets);
  const typed = $("missed").value.trim();
  if (!typed && !span) throw new Error("Select the statement in the text, or type its words");
  const spans = typed ? state.offsets.locate(typed.split("\n")) : lines(span);
  const { statement } = await ask("POST", "/api/statements", { annotator: annotator(), article_id: state.article.article_id, spans });
  $("missed").value = "";
  getSelection().removeAllRanges();
  await openArticle(state.article.article_id, statement.statement_id);
  say("Added; say who said it");
});

// a selection over several paragraphs, as one span a paragraph
function lines([start, end]) {
  const spans = [];
  let at = start;
  for (const line of state.article.text.slice(state.offsets.unit(start), state.offsets.unit(end)).split("\n")) {
    const length = [...line].length;
    if (line.trim()) spans.push([at, at + length]);
    at += length + 1;
  }
  return spans;
}

// --- queue and progress

const openQueue = safely(async (keep = false) => {
  state.items = await ask("GET", "/api/queue", undefined, { annotator: annotator(), blind: blind() });
  drawQueue();
  $("queue-editor-place").replaceChildren();
  if (state.items.length) select(keep ? state.at : 0, keep);
  else $("queue-list").replaceChildren(element("li", "Nothing is waiting for you.", { class: "soft" }));
});

function drawQueue() {
  $("queue-list").replaceChildren(...state.items.map((item, n) => {
    const row = element("li"), button = element("button", "", { type: "button" });
    const { own, name, stance } = label(item, me());
    if (stance) button.append(element("span", (LETTERS[stance] || "–") + (own ? " ✓" : ""), { class: `badge ${name}` }));
    button.append(element("span", item.statement.text, { class: "words" }),
      element("span", [item.statement.speaker || "speaker not named", item.statement.organisation].filter(Boolean).join(", "), { class: "by" }));
    button.addEventListener("click", () => select(n));
    row.append(button);
    return row;
  }));
}

const showProgress = safely(async () => {
  const told = await ask("GET", "/api/progress");
  const figures = element("ul", "", { class: "figures" });
  const alpha = told.alpha === null ? "–" : told.alpha.toFixed(2);
  for (const [value, name] of [[told.statements, "union statements"], [told.voted, "with a vote"], [told.decided, "decided by two or more"], [told.disputed, "disputed"], [alpha, "Krippendorff's alpha"]]) {
    const entry = element("li", "", { class: "soft" });
    entry.append(element("b", value), name);
    figures.append(entry);
  }
  const people = Object.entries(told.by_annotator).map(([name, count]) => `${name}: ${count}`).join(", ");
  const pairs = told.pairs.map((pair) => element("li", `${pair.annotators.join(" and ")} agree on ${Math.round(100 * pair.agreement)}% of ${pair.statements} statements`));
  const list = element("ul");
  list.append(...pairs);
  $("progress-body").replaceChildren(figures, element("p", people ? `Votes by person: ${people}` : "Nobody has voted yet.", { class: "soft" }), ...(pairs.length ? [list] : []));
});

const writeExport = safely(async (event) => {
  event.preventDefault();
  const { name, min_votes } = Object.fromEntries(new FormData($("export")));
  const written = await ask("POST", "/api/export", { annotator: annotator(), ...(name ? { name } : {}), min_votes: Number(min_votes) });
  say("Written: " + Object.entries(written).map(([file, count]) => `${file} (${count})`).join(", "));
});

const download = safely(async (form) => {
  const { name, blob } = await fetchFile(`/api/download/${form}?min_votes=${Number($("export").elements.min_votes.value) || 1}`);
  const link = element("a", "", { href: URL.createObjectURL(blob), download: name });
  link.click();
  URL.revokeObjectURL(link.href);
});

// --- views, keys, start

function route() {
  const hash = decodeURIComponent(location.hash.slice(1));
  const id = hash.startsWith("article=") ? hash.slice("article=".length) : null;
  const view = id ? "reading" : ["queue", "progress"].includes(hash) ? hash : "articles";
  if (hash === "main") return;
  state.view = view;
  for (const name of ["articles", "reading", "queue", "progress"]) $(name).hidden = name !== view;
  for (const link of document.querySelectorAll("nav a")) {
    if (link.dataset.view === (view === "reading" ? "articles" : view)) link.setAttribute("aria-current", "page"); else link.removeAttribute("aria-current");
  }
  $("alert").hidden = true;
  ({ articles: showArticles, reading: () => openArticle(id), queue: () => openQueue(), progress: showProgress })[view]();
}

function keys(event) {
  if (!$("shortcuts").checked || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.target.closest("input:not([type=checkbox]), textarea, select")) return;
  if (!["reading", "queue"].includes(state.view)) return;
  const answer = BY_KEY[event.key];
  const at = state.items[state.at];
  const actions = { ArrowDown: () => select(state.at + 1), ArrowUp: () => select(state.at - 1), u: handlers.undo };
  if (state.view === "reading") actions.a = addStatement;
  if (at) actions.d = handlers.remove;
  if (answer && at) {
    actions[event.key] = at.statement.side === "union"
      ? () => handlers.vote(SENTIMENTS.includes(answer) ? "sentiment" : "stance", answer)
      : () => say("Only a union's statement is labelled: change the side first");
  }
  if (!actions[event.key]) return;
  event.preventDefault();
  actions[event.key]();
}

// what is seen depends on who looks, the list of articles alone does not
const again = () => { if (state.view !== "articles") route(); };

// A field tells of its change when the next thing is pressed: what is under the pointer must not be
// drawn anew before the pointer is released, or that click is lost.
let pressing = false;
const afterPress = (work) => { if (pressing) addEventListener("pointerup", () => setTimeout(work), { once: true }); else work(); };

async function start() {
  takeToken();
  $("annotator").value = localStorage.getItem("stancenlp-annotator") || "";
  $("shortcuts").checked = localStorage.getItem("stancenlp-shortcuts") !== "off";
  $("blind").checked = localStorage.getItem("stancenlp-blind") === "on";
  const health = await safely(() => ask("GET", "/health"))();
  if (health?.blind) { $("blind").checked = true; $("blind").disabled = true; $("downloads").hidden = true; }
  if (health?.model === "loading") say("The model is being loaded; the first score takes a moment");
  $("annotator").addEventListener("change", () => { localStorage.setItem("stancenlp-annotator", me()); afterPress(again); });
  $("blind").addEventListener("change", () => { localStorage.setItem("stancenlp-blind", blind() ? "on" : "off"); again(); });
  $("shortcuts").addEventListener("change", () => localStorage.setItem("stancenlp-shortcuts", $("shortcuts").checked ? "on" : "off"));
  for (const link of document.querySelectorAll("nav a")) link.addEventListener("click", () => say(""));
  $("who").addEventListener("submit", (event) => event.preventDefault());
  $("add-article").addEventListener("submit", submitArticle);
  $("add-statement").addEventListener("submit", addStatement);
  $("export").addEventListener("submit", writeExport);
  $("files").addEventListener("change", async () => { await takeFiles([...$("files").files]); $("files").value = ""; });
  for (const button of $("downloads").querySelectorAll("button")) button.addEventListener("click", () => download(button.dataset.form));
  document.addEventListener("dragover", (event) => { event.preventDefault(); document.body.classList.add("dropping"); });
  document.addEventListener("dragleave", (event) => { if (!event.relatedTarget) document.body.classList.remove("dropping"); });
  document.addEventListener("drop", (event) => {
    event.preventDefault();
    document.body.classList.remove("dropping");
    if (event.dataTransfer.files.length) takeFiles([...event.dataTransfer.files]);
  });
  addEventListener("pointerdown", () => { pressing = true; }, true);
  for (const end of ["pointerup", "pointercancel"]) addEventListener(end, () => { pressing = false; }, true);
  document.addEventListener("keydown", keys);
  addEventListener("hashchange", route);
  route();
}

start();

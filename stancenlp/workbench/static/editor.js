// the form for one statement: votes, who said it, where it stands

import { LETTERS, label } from "/static/text.js";

export const STANCES = ["conciliatory", "firm", "hostile", "none"];
export const SENTIMENTS = ["negative", "neutral", "positive"];
const KEYS = { conciliatory: "1", firm: "2", hostile: "3", none: "0", negative: "7", neutral: "8", positive: "9" };

// handlers: vote(question, answer), save(changes), remove(), undo(), move(step), selection() -> words,
// elsewhere() -> whether the article is not on the page
export function openEditor(place, item, annotator, handlers) {
  const form = document.getElementById("editor").content.firstElementChild.cloneNode(true);
  const { statement } = item;
  const { own } = label(item, annotator);
  form.querySelector(".said-words").textContent = statement.text;
  model(form, statement);
  const others = item.votes.filter((vote) => vote.annotator !== annotator);
  form.querySelector(".votes").textContent = others.map((vote) => `${vote.annotator}: ${vote.stance}`).join(", ");
  for (const [question, answers] of [["stance", STANCES], ["sentiment", SENTIMENTS]]) {
    const row = form.querySelector(`[data-question=${question}]`);
    for (const answer of answers) row.append(choice(question, answer, own, handlers));
    row.closest("fieldset").hidden = statement.side !== "union";
  }
  form.querySelector("details").open = matchMedia("(min-width: 56rem)").matches;
  const link = form.querySelector("[data-article]");
  link.href = `#article=${encodeURIComponent(statement.article_id)}`;
  link.parentElement.hidden = !handlers.elsewhere();
  const words = statement.segments.map((segment) => segment.text).join("\n");
  const values = { speaker: statement.speaker, organisation: statement.organisation, side: statement.side, offer: statement.offer, words };
  for (const [name, value] of Object.entries(values)) form.elements[name].value = value || "";
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const changes = {};
    for (const [name, value] of Object.entries(values)) {
      if (form.elements[name].value.trim() !== (value || "").trim()) changes[name] = form.elements[name].value.trim();
    }
    handlers.save(changes);
  });
  const actions = {
    delete: handlers.remove, undo: handlers.undo, before: () => handlers.move(-1), after: () => handlers.move(1),
    selection: () => { const chosen = handlers.selection(); if (chosen) form.elements.words.value = chosen; },
  };
  for (const button of form.querySelectorAll("[data-do]")) button.addEventListener("click", () => actions[button.dataset.do]());
  const held = place.contains(document.activeElement) ? document.activeElement.dataset.answer : null;
  place.replaceChildren(form);
  if (held) form.querySelector(`[data-answer=${held}]`)?.focus();
}

function choice(question, answer, own, handlers) {
  const button = document.createElement("button");
  button.type = "button";
  button.dataset.answer = answer;
  button.className = question === "stance" && answer !== "none" ? answer : "";
  button.setAttribute("aria-pressed", String(Boolean(own) && own[question] === answer));
  const key = document.createElement("kbd");
  key.textContent = KEYS[answer];
  button.append(key, answer === "none" ? "no dispute" : answer);
  button.addEventListener("click", () => handlers.vote(question, answer));
  return button;
}

function model(form, statement) {
  const { prediction } = statement;
  if (!prediction) return;
  const percent = (value) => `${Math.round(100 * value)}%`;
  const chances = STANCES.slice(0, 3).map((stance) => [stance, prediction.stance_probabilities[stance]]);
  const aspects = Object.entries(prediction.aspects).filter(([, value]) => !["neutral", "none"].includes(value)).map(([, value]) => value);
  form.querySelector(".verdict").textContent = `Model: ${chances.map(([stance, p]) => `${LETTERS[stance]} ${percent(p)}`).join(" · ")}; ${prediction.sentiment} tone` +
    (aspects.length ? `; ${aspects.join(", ")}` : "") + (prediction.review ? "; not sure" : "");
  const bar = form.querySelector(".chances");
  bar.removeAttribute("hidden");
  bar.setAttribute("aria-label", "The model's probabilities");
  let x = 0;
  for (const [stance, p] of chances) {
    const part = document.createElementNS("http://www.w3.org/2000/svg", "rect");
    for (const [name, value] of Object.entries({ x, y: 0, width: 100 * p, height: 10, class: `c-${stance}` })) part.setAttribute(name, value);
    bar.append(part);
    x += 100 * p;
  }
}

export const BY_KEY = Object.fromEntries(Object.entries(KEYS).map(([answer, key]) => [key, answer]));

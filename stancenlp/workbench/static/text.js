// an article's text with its statements laid over it; the server counts characters, JavaScript half of them

export class Offsets {
  constructor(text) {
    this.text = text;
    this.units = [0]; // units[n]: where character n begins in the string
    for (const character of text) this.units.push(this.units.at(-1) + character.length);
  }
  unit(character) { return this.units[Math.min(character, this.units.length - 1)]; }
  character(unit) {
    let low = 0, high = this.units.length - 1;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.units[middle] < unit) low = middle + 1; else high = middle;
    }
    return low;
  }
  // [start, end] in characters of each line of words, the place nearest to `near` first
  locate(lines, near = 0) {
    const spans = [];
    let from = 0;
    for (const line of lines.map((words) => words.trim()).filter(Boolean)) {
      const places = [];
      for (let at = this.text.indexOf(line, from); at >= 0; at = this.text.indexOf(line, at + 1)) places.push(at);
      if (!places.length) throw new Error(`“${line.slice(0, 60)}” does not stand in the article like this`);
      const wanted = spans.length ? from : this.unit(near);
      const at = places.reduce((best, place) => (Math.abs(place - wanted) < Math.abs(best - wanted) ? place : best));
      from = at + line.length;
      spans.push([this.character(at), this.character(from)]);
    }
    if (!spans.length) throw new Error("There are no words to look for");
    return spans;
  }
}

export const LETTERS = { conciliatory: "C", firm: "F", hostile: "H", none: "–" };

// what is shown for a statement: one's own vote, else the model's label
export function label(item, annotator) {
  const own = item.votes.find((vote) => vote.annotator === annotator);
  const prediction = item.statement.prediction;
  const stance = own ? own.stance : prediction ? prediction.stance : null;
  return { own, stance, name: stance && stance !== "none" ? stance : "unlabelled" };
}

export function draw(place, article, items, annotator, onSelect) {
  const offsets = new Offsets(article.text);
  const spans = items.flatMap((item, owner) =>
    item.statement.segments.map((segment, n) => ({
      start: offsets.unit(segment.start), end: offsets.unit(segment.end), owner,
      first: n === 0, last: n === item.statement.segments.length - 1,
    })));
  const held = place.contains(document.activeElement) ? document.activeElement.dataset.statement : null;
  place.replaceChildren();
  let at = 0;
  for (const line of article.text.split("\n")) {
    const end = at + line.length;
    if (line.trim()) {
      const paragraph = document.createElement("p");
      const inside = spans.filter((span) => span.start < end && span.end > at);
      const edges = [...new Set([at, end, ...inside.flatMap((s) => [Math.max(s.start, at), Math.min(s.end, end)])])].sort((a, b) => a - b);
      for (let n = 0; n + 1 < edges.length; n++) {
        const [from, to] = [edges[n], edges[n + 1]];
        const over = inside.filter((s) => s.start <= from && s.end >= to).sort((a, b) => (a.end - a.start) - (b.end - b.start));
        paragraph.append(piece(article.text.slice(from, to), from, to, over, items, annotator, onSelect));
      }
      place.append(paragraph);
    }
    at = end + 1;
  }
  if (held) place.querySelector(`[data-statement="${CSS.escape(held)}"][tabindex]`)?.focus({ preventScroll: true });
  return offsets;
}

// `over`: the spans that cover these words, the shortest first, which is the one that shows
function piece(words, from, to, over, items, annotator, onSelect) {
  const [span] = over;
  const owners = over.map((covering) => covering.owner);
  const element = document.createElement(span ? "mark" : "span");
  element.textContent = words;
  element.dataset.unit = from;
  if (!span) return element;
  const item = items[span.owner];
  const { stance, own, name } = label(item, annotator);
  element.className = `said ${name}`;
  element.dataset.statement = item.statement.statement_id;
  element.dataset.owners = owners.join(" ");
  element.title = `${own ? "your vote: " : ""}${stance || item.statement.side}, ${item.statement.speaker || "speaker not named"}`;
  element.addEventListener("click", () => { if (getSelection().isCollapsed) onSelect(owners); });
  if (span.first && from === span.start) {
    element.tabIndex = 0;
    element.setAttribute("role", "button");
    element.setAttribute("aria-label", `${element.title}: ${item.statement.text}`);
    element.addEventListener("keydown", (event) => {
      if (event.key === "Enter" || event.key === " ") { event.preventDefault(); onSelect(owners); }
    });
  }
  if (span.last && to === span.end) element.dataset.letter = (LETTERS[stance] || "·") + (own ? "✓" : "");
  return element;
}

// the selected words' [start, end] in characters, or null
export function selected(place, offsets) {
  const selection = getSelection();
  if (!selection.rangeCount || selection.isCollapsed) return null;
  const range = selection.getRangeAt(0);
  const edge = (node, offset) => {
    const home = (node.nodeType === Node.TEXT_NODE ? node.parentElement : node.childNodes[offset] || node.lastElementChild || node)?.closest?.("[data-unit]");
    return home && place.contains(home) ? Number(home.dataset.unit) + (node.nodeType === Node.TEXT_NODE ? offset : 0) : null;
  };
  const [start, end] = [edge(range.startContainer, range.startOffset), edge(range.endContainer, range.endOffset)];
  if (start === null || end === null || end <= start) return null;
  return [offsets.character(start), offsets.character(end)];
}

// requests to the desk's server; every failure becomes an Error with the server's own sentence

const KEY = "stancenlp-token";

export function takeToken() {
  // the token comes after #, which browsers never send; it is kept for this tab only
  const match = /(?:^#|&)token=([^&]+)/.exec(location.hash);
  if (match) {
    sessionStorage.setItem(KEY, decodeURIComponent(match[1]));
    history.replaceState(null, "", location.pathname);
  }
}

function headers(more = {}) {
  const token = sessionStorage.getItem(KEY);
  return token ? { ...more, Authorization: `Bearer ${token}` } : more;
}

export async function ask(method, path, body, query = {}) {
  const given = Object.entries(query).filter(([, value]) => value !== undefined && value !== "" && value !== false);
  const address = path + (given.length ? "?" + new URLSearchParams(given) : "");
  let answer;
  try {
    answer = await fetch(address, {
      method,
      headers: headers(body === undefined ? {} : { "Content-Type": "application/json" }),
      body: body === undefined ? undefined : JSON.stringify(body),
    });
  } catch {
    throw new Error("The desk's server does not answer. Is it still running?");
  }
  if (!answer.ok) throw new Error(await reason(answer));
  return answer.status === 204 ? null : answer.json();
}

export async function fetchFile(path) {
  const answer = await fetch(path, { headers: headers() });
  if (!answer.ok) throw new Error(await reason(answer));
  const name = /filename="([^"]+)"/.exec(answer.headers.get("content-disposition") || "");
  return { name: name ? name[1] : "download", blob: await answer.blob() };
}

async function reason(answer) {
  try {
    const { detail } = await answer.json();
    if (typeof detail === "string") return detail;
    return detail.map((problem) => `${problem.loc.slice(1).join(".")}: ${problem.msg}`).join("; ");
  } catch {
    return `The server answered ${answer.status}`;
  }
}

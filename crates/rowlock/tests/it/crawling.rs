//! Every page that links lead to: it is there, small, and shows no more than fifty rows at once. With the sample and with the real
//! organisation, as somebody who may do everything sees them.

use crate::kubernetes::{convert, snapshot};
use crate::support::{House, Server, body};
use scraper::{ElementRef, Html, Selector};
use std::collections::{BTreeMap, BTreeSet, VecDeque};

const MOST_BYTES: usize = 300_000;
const MOST_ROWS: usize = 50;
/// Pages looked at of each kind: addresses that differ by numbers and names only.
const OF_A_KIND: usize = 2;

/// Where a link leads, if that is a page of this server.
fn target(page: &str, href: &str) -> Option<String> {
    let href = href.split('#').next().unwrap_or("");
    let path = page.split('?').next().unwrap_or(page);
    match href {
        "" => None,
        _ if href.starts_with('?') => Some(format!("{path}{href}")),
        _ if href.starts_with('/') && !href.starts_with("//") => Some(href.to_owned()),
        _ => None,
    }
}

/// Addresses of one kind have the same words, whatever their numbers, names and values.
fn kind(address: &str) -> String {
    let (path, query) = address.split_once('?').unwrap_or((address, ""));
    let nouns = ["groups", "teams", "people", "series", "meetings"];
    let mut after_noun = false;
    let parts: Vec<String> = path
        .split('/')
        .skip(2)
        .map(|part| {
            let numbers: String = part.chars().map(|c| if c.is_ascii_digit() { '0' } else { c }).collect();
            let named = after_noun && !part.starts_with(|c: char| c.is_ascii_digit());
            after_noun = nouns.contains(&part);
            if named { "*".to_owned() } else { numbers }
        })
        .collect();
    let asked: Vec<&str> = query.split('&').map(|pair| pair.split('=').next().unwrap_or(pair)).collect();
    format!("{}?{}", parts.join("/"), asked.join("&"))
}

/// The most rows that one list or table shows.
fn rows(html: &Html) -> usize {
    let selector = Selector::parse("[data-row]").unwrap();
    let mut lists = BTreeMap::new();
    for parent in html.select(&selector).filter_map(|row| row.parent()) {
        *lists.entry(parent.id()).or_insert(0) += 1;
    }
    lists.into_values().max().unwrap_or(0)
}

fn links(html: &Html) -> impl Iterator<Item = String> {
    let selector = Selector::parse("a[href]").unwrap();
    html.select(&selector).filter_map(|link: ElementRef<'_>| link.attr("href").map(str::to_owned)).collect::<Vec<_>>().into_iter()
}

/// Follows all links from there; answers with how many pages it saw and what is wrong with them.
fn crawl(server: &Server, cookie: &str, from: &str) -> (usize, Vec<String>) {
    let (mut seen, mut kinds, mut wrong) = (BTreeSet::new(), BTreeMap::<String, usize>::new(), Vec::new());
    let mut waiting = VecDeque::from([(from.to_owned(), "the start".to_owned())]);
    while let Some((address, on)) = waiting.pop_front() {
        let of_its_kind = kinds.entry(kind(&address)).or_default();
        if *of_its_kind >= OF_A_KIND || !seen.insert(address.clone()) {
            continue;
        }
        *of_its_kind += 1;
        let (stream, head) = server.get(&address, cookie);
        if let Some(to) = head.lines().find_map(|line| line.strip_prefix("location: ")).filter(|_| head.starts_with("HTTP/1.1 303")) {
            waiting.push_front((to.trim().to_owned(), address));
            continue;
        }
        if !head.starts_with("HTTP/1.1 200") {
            wrong.push(format!("{address}, linked on {on}, is answered {}", head.lines().next().unwrap_or("with nothing")));
            continue;
        }
        if !head.to_ascii_lowercase().contains("content-type: text/html") {
            continue;
        }
        let page = body(stream, &head);
        let html = Html::parse_document(&page);
        let (bytes, rows) = (page.len(), rows(&html));
        if bytes > MOST_BYTES {
            wrong.push(format!("{address} has {bytes} bytes"));
        }
        // Whoever asks for all of a list gets all.
        if rows > MOST_ROWS && !address.contains("all=1") {
            wrong.push(format!("{address} shows {rows} rows in one list"));
        }
        waiting.extend(links(&html).filter_map(|href| Some((target(&address, &href)?, address.clone()))));
    }
    (seen.len(), wrong)
}

#[test]
fn every_link_of_the_sample_leads_to_a_small_page() {
    let house = House::new();
    let server = house.serve();
    let cookie = server.begin_with_the_sample();
    let (pages, wrong) = crawl(&server, &cookie, "/harbour");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(pages > 100, "only {pages} pages were found");
}

#[test]
fn every_link_of_the_kubernetes_organisation_leads_to_a_small_page() {
    let Some(snapshot) = snapshot() else { return };
    let house = House::new();
    let file = convert(&house, &snapshot);
    assert_eq!(house.run(&["apply", file.to_str().unwrap(), "--workspace", "kubernetes"]).code, 0);
    let link = house.run(&["user", "create", "--person", "alculquicondor", "--mail", "a@example.org", "--administrator"]).out;
    let server = house.serve();
    let cookie = server.sign_in(link.trim());
    let (pages, wrong) = crawl(&server, &cookie, "/kubernetes");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(pages > 100, "only {pages} pages were found");
}

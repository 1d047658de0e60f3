//! Overlap: what must hold for any titles, the edge cases with their sentences, and the labelled titles.

use crate::shared;
use proptest::prelude::*;
use rowlock_analysis::overlap::read::{self, Columns};
use rowlock_analysis::overlap::{Blend, Index, Item, Normal, Question, like, overlap, overlap_watched};
use rowlock_analysis::{Status, cases};

fn item(id: &str, team: &str, title: &str) -> Item {
    Item { id: id.to_owned(), team: (!team.is_empty()).then(|| team.to_owned()), title: title.to_owned() }
}

fn of_two_teams(one: &str, other: &str) -> Vec<Item> {
    vec![item("WEB-1", "Web shop", one), item("PAY-1", "Payments", other)]
}

#[test]
fn two_teams_with_the_same_work_are_asked() {
    let found = overlap(&of_two_teams("Support Apple Pay at checkout", "Add Apple Pay to checkout"), &Question::default());
    assert_eq!(found.pairs.len(), 1, "{found:?}");
    assert_eq!(found.pairs[0].sentence, "Web shop’s “Support Apple Pay at checkout” looks like Payments’ “Add Apple Pay to checkout”. Same work?");
    assert_eq!(found.pairs[0].shared, ["apple", "pay", "checkout"]);
    assert_eq!(found.headline, "1 pair among 2 items may be the same work.");
}

#[test]
fn within_a_team_nothing_is_asked_unless_wanted() {
    let items = [
        item("WEB-1", "Web", "Add Apple Pay to checkout"),
        item("WEB-2", "Web", "Add Apple Pay to checkout"),
        item("PAY-1", "Payments", "Rotate the keys"),
    ];
    assert!(overlap(&items, &Question::default()).pairs.is_empty());
    assert_eq!(overlap(&items, &Question { within_teams: true, ..Question::default() }).pairs.len(), 1);
    let one_team = overlap(&items[..2], &Question::default());
    assert_eq!(one_team.headline, "Nothing was compared: all items belong to one team; ask for pairs within teams to compare them.");
    assert!(matches!(one_team.status, Status::NoForecast(_)));
}

#[test]
fn what_was_answered_is_not_asked_again() {
    let items = of_two_teams("Add Apple Pay to checkout", "Add Apple Pay to checkout");
    let answered = [("PAY-1".to_owned(), "WEB-1".to_owned())].into();
    assert!(overlap(&items, &Question { answered, ..Question::default() }).pairs.is_empty());
}

#[test]
fn titles_that_say_nothing_match_nothing_and_are_counted() {
    let items =
        [item("1", "A", ""), item("2", "B", ""), item("3", "A", "🚀"), item("4", "B", "🚀"), item("5", "A", "the of and"), item("6", "B", "Login")];
    let found = overlap(&items, &Question::default());
    assert!(found.pairs.is_empty());
    assert_eq!(found.headline, "Nothing among 6 items looks like the same work.");
    assert_eq!((found.basis.left_out[0].count, found.basis.left_out[0].why.as_str()), (6, "titles with fewer than two words that say something"));
    assert_eq!(overlap(&[], &Question::default()).headline, "Nothing among 0 items looks like the same work.");
}

#[test]
fn short_titles_do_not_match_every_title_that_contains_them() {
    let items = of_two_teams("Fix login", "Fix login of customers who came from the old shop and kept their bookmarks");
    assert!(overlap(&items, &Question::default()).pairs.is_empty());
}

#[test]
fn writing_without_spaces_and_mixed_languages_are_compared() {
    assert_eq!(overlap(&of_two_teams("支付接口返回错误", "支付接口返回错误代码"), &Question::default()).pairs.len(), 1);
    assert!(overlap(&of_two_teams("Zahlung mit Apple Pay", "支付接口返回错误"), &Question::default()).pairs.is_empty());
}

#[test]
fn copied_templates_are_vetoed_and_counted() {
    let items: Vec<Item> = ["Upgrade jetty to 9.4", "Upgrade jetty to 9.5", "Upgrade jetty to 10"]
        .iter()
        .enumerate()
        .map(|(at, title)| item(&at.to_string(), &at.to_string(), title))
        .collect();
    let found = overlap(&items, &Question::default());
    assert!(found.pairs.is_empty(), "{:?}", found.pairs);
    assert!(found.basis.left_out.iter().any(|left| left.why == "pairs that differ only in a number, a version or a name"), "{:?}", found.basis);
}

#[test]
fn an_item_is_asked_about_at_most_three_times() {
    let items: Vec<Item> = (0..12).map(|at| item(&at.to_string(), &format!("Team {at}"), "Add Apple Pay to checkout")).collect();
    let found = overlap(&items, &Question::default());
    for at in 0..12 {
        let id = at.to_string();
        assert!(found.pairs.iter().filter(|pair| pair.a == id || pair.b == id).count() <= 3);
    }
    assert!(!found.pairs.is_empty());
}

#[test]
fn many_items_with_the_very_same_title_cost_little_and_every_team_is_still_asked() {
    let mut items: Vec<Item> = (0..20_000).map(|at| item(&format!("WEB-{at}"), "Web shop", "Add Apple Pay to checkout")).collect();
    items.push(item("PAY-1", "Payments", "Add Apple Pay to checkout"));
    items.push(item("OPS-1", "Operations", "Rotate the signing keys"));
    items.push(item("SEC-1", "Security", "Rotate the signing keys"));
    let began = std::time::Instant::now();
    let found = overlap(&items, &Question::default());
    assert!(began.elapsed().as_secs() < 30, "each with each would take minutes: {:?}", began.elapsed());
    let asked: Vec<(&str, &str)> = found.pairs.iter().map(|pair| (pair.a.as_str(), pair.b.as_str())).collect();
    assert!(asked.contains(&("OPS-1", "SEC-1")) && asked.contains(&("WEB-0", "PAY-1")), "{asked:?}");
    assert_eq!(asked.len(), 4, "three questions about the title of Payments, one about the keys");
    let why = "items whose very same title 50 others have: every team’s first, up to 50, stand for them";
    assert_eq!(found.basis.left_out.iter().find(|left| left.why == why).map(|left| left.count), Some(19_951));
    assert_eq!(
        (found.basis.history.as_str(), found.headline.as_str()),
        ("20,003 titles of 4 teams", "4 pairs among 20,003 items may be the same work.")
    );
}

#[test]
fn whoever_watches_hears_of_every_title_and_changes_nothing() {
    let items: Vec<Item> = (0..300).map(|at| item(&at.to_string(), &format!("Team {at}"), &format!("Title number {at}"))).collect();
    let (heard, most) = (std::sync::atomic::AtomicUsize::new(0), std::sync::atomic::AtomicUsize::new(0));
    let found = overlap_watched(&items, &Question::default(), &|done, of| {
        assert_eq!(of, 300);
        heard.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
        most.fetch_max(done, std::sync::atomic::Ordering::Relaxed);
    });
    assert_eq!((heard.into_inner(), most.into_inner()), (300, 300));
    assert_eq!(found, overlap(&items, &Question::default()));
}

#[test]
fn a_new_title_is_compared_with_all_and_with_its_own_words() {
    let items = of_two_teams("Support Apple Pay at checkout", "Rotate the signing keys");
    let normals: Vec<Normal> = items.iter().map(|item| Normal::of(&item.title)).collect();
    let index = Index::of(&normals, Blend::default());
    let near = like("Apple Pay at the checkout", &items, &index, 0.6);
    assert_eq!(near.iter().map(|pair| pair.b.as_str()).collect::<Vec<_>>(), ["WEB-1"]);
    assert!(like("", &items, &index, 0.6).is_empty());
}

#[test]
fn labelled_titles_are_found_at_least_as_often_as_by_the_plain_methods() {
    let Some(text) = shared::text("known-answers/duplicates_hadoop.json") else { return };
    let result = &cases::compute(&text).unwrap().cases[0].result;
    for (field, words, grams) in
        [("recall_rate_at_1", 0.310, 0.372), ("recall_rate_at_5", 0.504, 0.597), ("recall_rate_at_10", 0.566, 0.651), ("mrr", 0.411, 0.473)]
    {
        let got = result[field].as_f64().unwrap();
        assert!(got >= words && got >= grams - 5e-4, "{field}: {got}");
    }
    assert_eq!(result["items"], 2503);
}

#[test]
fn an_export_of_a_tracker_is_read_as_it_is() {
    let Some(text) = shared::text("data/jira-tidev/jira-export.csv") else { return };
    let items = read::items(&text, &Columns::default()).unwrap();
    assert!(items.iter().all(|item| item.id.contains('-')), "{:?}", items.iter().find(|item| !item.id.contains('-')));
    let found = overlap(&items, &Question { within_teams: true, ..Question::default() });
    assert_eq!(found.status, Status::Ok);
}

fn titles() -> impl Strategy<Value = Vec<String>> {
    let word = prop::sample::select(vec!["apple", "pay", "checkout", "login", "search", "index", "fails", "slow", "支付", "Straße", "v2", "9", "🚀"]);
    prop::collection::vec(prop::collection::vec(word, 0..7).prop_map(|words| words.join(" ")), 0..40)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

    #[test]
    fn the_index_finds_exactly_the_pairs_that_brute_force_finds(titles in titles(), threshold in 0.1..0.99_f64) {
        let normals: Vec<Normal> = titles.iter().map(|title| Normal::of(title)).collect();
        let index = Index::of(&normals, Blend::default());
        let fast: Vec<(usize, usize)> = { let mut pairs: Vec<_> = index.pairs(threshold).iter().map(|pair| (pair.0, pair.1)).collect(); pairs.sort_unstable(); pairs };
        let mut slow = Vec::new();
        let mut near_the_edge = Vec::new();
        for b in 0..titles.len() {
            for (a, cosine) in index.similar_to(b, titles.len()) {
                if (cosine - threshold).abs() < 1e-4 { near_the_edge.push((a.min(b), a.max(b))); }
                if a < b && cosine >= threshold { slow.push((a, b)); }
            }
        }
        slow.sort_unstable();
        let decided = |pairs: &[(usize, usize)]| pairs.iter().filter(|pair| !near_the_edge.contains(pair)).copied().collect::<Vec<_>>();
        prop_assert_eq!(decided(&fast), decided(&slow));
    }

    #[test]
    fn the_number_of_threads_and_the_order_of_titles_change_nothing(titles in titles()) {
        let normals: Vec<Normal> = titles.iter().map(|title| Normal::of(title)).collect();
        let with = |threads: usize| rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap().install(|| Index::of(&normals, Blend::default()).pairs(0.5));
        let one = with(1);
        prop_assert_eq!(&one, &with(2));
        prop_assert_eq!(&one, &with(4));
        let reversed: Vec<Normal> = normals.iter().rev().cloned().collect();
        prop_assert_eq!(one.len(), Index::of(&reversed, Blend::default()).pairs(0.5).len());
    }

    #[test]
    fn whatever_order_items_come_in_the_same_is_asked(titles in titles(), shuffled in prop::collection::vec(any::<u32>(), 40)) {
        let items: Vec<Item> = titles.iter().enumerate().map(|(at, title)| item(&format!("BL-{at}"), &format!("Team {}", at % 3), title)).collect();
        let mut order: Vec<usize> = (0..items.len()).collect();
        order.sort_by_key(|at| shuffled[*at]);
        let asked = |items: &[Item]| {
            let pairs = overlap(items, &Question { threshold: 0.5, ..Question::default() }).pairs;
            let mut asked: Vec<_> = pairs.into_iter().map(|pair| { let mut ids = [pair.a, pair.b]; ids.sort(); (ids, (pair.similarity * 100.0).round() as u32) }).collect();
            asked.sort();
            asked
        };
        let others: Vec<Item> = order.iter().map(|at| items[*at].clone()).collect();
        prop_assert_eq!(asked(&items), asked(&others));
    }

    #[test]
    fn any_text_is_read_without_a_panic(text in ".{0,60}", title in "\\PC{0,40}") {
        let _ = read::items(&text, &Columns::default());
        let _ = Normal::of(&title);
    }
}

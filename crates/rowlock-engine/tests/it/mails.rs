//! The outbox: none lost, none doubled, rights asked again.

use crate::support::{by, engine_over, house_over, raise};
use rowlock_domain::person::command::RemovePerson;
use rowlock_domain::testing::{INES, SAMUEL, instant};
use rowlock_domain::{Actor, PersonId, Via};
use rowlock_engine::{FixedClock, Letter, MailText, Mailer, Occasion, Subject, Submission, Undelivered};
use rowlock_store::{Fault, Memory, Store, StoreError};
use std::future::Future;
use std::pin::Pin;
use std::sync::{Arc, Mutex};
use std::time::Duration;

#[derive(Default)]
struct Postbox {
    letters: Mutex<Vec<Letter>>,
    refuse: Mutex<u32>,
}

impl Mailer for Postbox {
    fn deliver<'a>(&'a self, letter: &'a Letter) -> Pin<Box<dyn Future<Output = Result<(), Undelivered>> + Send + 'a>> {
        let mut refuse = self.refuse.lock().unwrap();
        if *refuse > 0 {
            *refuse -= 1;
            return Box::pin(async { Err(Undelivered::Later("the mail server is away".to_owned())) });
        }
        self.letters.lock().unwrap().push(letter.clone());
        Box::pin(async { Ok(()) })
    }
}

struct Words;

impl MailText for Words {
    fn write(&self, _: &Occasion<'_>, subject: &Subject, _: PersonId) -> Option<(String, String, Option<String>)> {
        Some((format!("{subject:?}").chars().take(30).collect(), "text".to_owned(), None))
    }
}

async fn soon(holds: impl Fn() -> bool) -> bool {
    for _ in 0..200 {
        if holds() {
            return true;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    false
}

#[tokio::test]
async fn who_is_asked_to_check_in_gets_one_mail_also_over_a_restart() {
    let store: Arc<dyn Store> = Arc::new(Memory::new());
    let postbox = Arc::new(Postbox::default());
    let mail = || Some((Arc::clone(&postbox) as Arc<dyn Mailer>, Arc::new(Words) as Arc<dyn MailText>));
    let house = house_over(Arc::clone(&store), mail()).await;
    house.desk.submit(Submission::new(Actor::Operator, Via::Cli, vec![RemovePerson { person: SAMUEL }.into()])).await.unwrap();
    house.at("2026-11-23T13:00:30Z");
    house.desk.submit(by(INES, raise("wakes the clock"))).await.unwrap();
    assert!(soon(|| postbox.letters.lock().unwrap().len() == 2).await, "two seats have a holder");
    house.engine.stopping().cancel();
    let clock = Arc::new(FixedClock::at(instant("2026-11-23T13:05:00Z")));
    let again = engine_over(store, &clock, mail()).await;
    again.desk("harbour").unwrap().submit(by(INES, raise("wakes the reactor"))).await.unwrap();
    tokio::time::sleep(Duration::from_millis(2_600)).await;
    let letters = postbox.letters.lock().unwrap().clone();
    assert_eq!(letters.len(), 2);
    let mut addresses: Vec<&str> = letters.iter().map(|letter| letter.to.1.as_str()).collect();
    addresses.sort_unstable();
    assert_eq!(addresses, ["ines@harbour.example", "tomasz@harbour.example"]);
}

#[tokio::test]
async fn a_mail_that_cannot_leave_now_leaves_later_with_the_same_id() {
    let store: Arc<dyn Store> = Arc::new(Memory::new());
    let postbox = Arc::new(Postbox { refuse: Mutex::new(3), ..Postbox::default() });
    let mail = Some((Arc::clone(&postbox) as Arc<dyn Mailer>, Arc::new(Words) as Arc<dyn MailText>));
    let house = house_over(store, mail).await;
    house.at("2026-11-23T13:00:30Z");
    house.desk.submit(by(INES, raise("wakes the clock"))).await.unwrap();
    assert!(soon(|| *postbox.refuse.lock().unwrap() == 0).await);
    assert!(postbox.letters.lock().unwrap().is_empty());
    house.at("2026-11-23T13:02:00Z");
    assert!(soon(|| postbox.letters.lock().unwrap().len() == 3).await);
}

#[tokio::test]
async fn on_the_day_mail_is_configured_nothing_old_is_sent() {
    let store: Arc<dyn Store> = Arc::new(Memory::new());
    let house = house_over(Arc::clone(&store), None).await;
    house.at("2026-11-23T13:00:30Z");
    house.desk.submit(by(INES, raise("wakes the clock"))).await.unwrap();
    let asked = || house.desk.snapshot().model.meetings.iter().any(|meeting| meeting.asked.len() == 3);
    assert!(soon(asked).await, "three seats were asked while there was no mail");
    house.engine.stopping().cancel();
    let postbox = Arc::new(Postbox::default());
    let mail = Some((Arc::clone(&postbox) as Arc<dyn Mailer>, Arc::new(Words) as Arc<dyn MailText>));
    let again = engine_over(store, &house.clock, mail).await;
    again.desk("harbour").unwrap().submit(by(INES, raise("wakes the reactor"))).await.unwrap();
    tokio::time::sleep(Duration::from_millis(2_600)).await;
    assert!(postbox.letters.lock().unwrap().is_empty());
}

/// Whichever step finds no database, a mail's own among them, nothing else need happen for the mails to leave.
#[tokio::test(start_paused = true)]
async fn mails_that_meet_a_database_that_is_away_follow_without_another_change() {
    for well in 1..9 {
        let memory = Arc::new(Memory::new());
        let postbox = Arc::new(Postbox::default());
        let mail = Some((Arc::clone(&postbox) as Arc<dyn Mailer>, Arc::new(Words) as Arc<dyn MailText>));
        let house = house_over(Arc::clone(&memory) as Arc<dyn Store>, mail).await;
        tokio::time::sleep(Duration::from_secs(1)).await;
        house.at("2026-11-23T13:00:30Z");
        memory.inject_after(well, Fault::Refuse(StoreError::Away("a blip".to_owned())));
        house.desk.submit(by(INES, raise("wakes the clock"))).await.unwrap();
        tokio::time::sleep(Duration::from_secs(120)).await;
        assert_eq!(postbox.letters.lock().unwrap().len(), 3, "a blip after {well} commits");
    }
}

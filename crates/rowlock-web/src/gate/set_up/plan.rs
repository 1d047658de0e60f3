//! What was answered so far, kept as a setting of the server until the workspace is made of it. Of the password only the hash.

use super::{Step, ambassador::Ambassador, zone};
use crate::address;
use crate::error::WebError;
use crate::form::Form;
use crate::gate::passwords;
use crate::site::Site;
use rowlock_domain::calendar::Weekdays;
use rowlock_domain::{Title, Zone};
use rowlock_engine::plain::{Account, PlainChange, Setting};
use serde::{Deserialize, Serialize};
use std::collections::HashMap;

const NAME: &str = "set-up";
/// More teams than that are better brought by a file.
const MOST_TEAMS: usize = 20;

/// The days of a week as recurrence rules and people write them.
pub(super) const DAYS: [(&str, &str); 7] = [("MO", "Mon"), ("TU", "Tue"), ("WE", "Wed"), ("TH", "Thu"), ("FR", "Fri"), ("SA", "Sat"), ("SU", "Sun")];

/// The answers so far.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub(super) struct Plan {
    pub name: String,
    pub mail: String,
    pub password: Option<String>,
    pub organisation: String,
    pub group: String,
    /// Team and ambassador, as written: see [`Ambassador`].
    pub teams: Vec<(String, String)>,
    pub days: Option<u8>,
    pub time: String,
    pub zone: String,
}

impl Plan {
    pub async fn load(site: &Site) -> Result<Self, WebError> {
        let text = Setting::value(&**site.engine.store(), NAME).await?;
        Ok(text.and_then(|text| serde_json::from_str(&text).ok()).unwrap_or_default())
    }

    pub async fn save(&self, site: &Site) -> Result<(), WebError> {
        let value = serde_json::to_string(self).map_err(|_| WebError::Inside)?;
        Ok(site.engine.change(vec![PlainChange::put(&Setting { name: NAME.to_owned(), value })]).await?)
    }

    /// The change that forgets it.
    pub fn forget() -> PlainChange {
        PlainChange::delete(&Setting { name: NAME.to_owned(), value: String::new() })
    }

    /// The first page that still wants an answer.
    pub fn first_open_step(&self) -> Option<Step> {
        let is_open = |step: &Step| match step {
            Step::You => self.password.is_none(),
            Step::Organisation => self.organisation.is_empty(),
            Step::Teams => self.named_teams().count() < 2,
            Step::Meeting => self.days.is_none(),
        };
        Step::ALL.into_iter().find(is_open)
    }

    /// The rows that were filled in.
    pub fn named_teams(&self) -> impl Iterator<Item = (&str, &str)> {
        self.teams.iter().filter(|(team, _)| !team.is_empty()).map(|(team, ambassador)| (team.as_str(), ambassador.as_str()))
    }

    /// A page's fields as answered before, else as most people want them.
    pub fn form(&self, step: Step) -> Form {
        match step {
            Step::You => Form::filled(&[("name", &self.name), ("mail", &self.mail)]),
            Step::Organisation => Form::filled(&[("organisation", &self.organisation), ("group", &self.group)]),
            Step::Teams => {
                let mut form = Form::default();
                for (place, (team, ambassador)) in self.teams.iter().enumerate() {
                    form = form.or(&format!("team-{place}"), team).or(&format!("ambassador-{place}"), ambassador);
                }
                form
            }
            Step::Meeting => {
                let days = Weekdays(self.days.unwrap_or(0b000_1010));
                let chosen = DAYS.iter().enumerate().filter(|(place, _)| days.0 & (1 << place) != 0).map(|(_, (day, _))| ("day", *day));
                let time = if self.time.is_empty() { "09:30" } else { &self.time };
                let zone = if self.zone.is_empty() { zone::of_server() } else { self.zone.clone() };
                let mut values: Vec<(&str, &str)> = chosen.collect();
                values.extend([("time", time), ("zone", zone.as_str())]);
                Form::filled(&values)
            }
        }
    }

    /// Takes a page's answers in; what does not fit is noted in the form.
    pub async fn take(&mut self, site: &Site, step: Step, form: &mut Form) -> Result<(), WebError> {
        match step {
            Step::You => self.take_you(site, form).await?,
            Step::Organisation => {
                self.organisation = form.title("organisation").to_string();
                self.group = form.title("group").to_string();
            }
            Step::Teams => self.take_teams(form),
            Step::Meeting => self.take_meeting(site, form),
        }
        Ok(())
    }

    async fn take_you(&mut self, site: &Site, form: &mut Form) -> Result<(), WebError> {
        self.name = form.title("name").to_string();
        match address::read(form.value("mail")) {
            Ok(mail) if Account::by_mail(&**site.engine.store(), &mail).await?.is_some() => {
                form.wrong("mail", "An account with this address is here already. Use another address.");
            }
            Ok(mail) => self.mail = mail,
            Err(problem) => form.wrong("mail", problem),
        }
        let password = form.value("password").to_owned();
        if password.is_empty() && self.password.is_some() {
            return Ok(());
        }
        match passwords::problem(&password) {
            Some(problem) => form.wrong("password", problem),
            None if !form.is_wrong() => self.password = Some(site.passwords.hash(&password).await?),
            None => {}
        }
        Ok(())
    }

    fn take_teams(&mut self, form: &mut Form) {
        let adds_a_row = form.has("more");
        let mut teams: Vec<(String, String)> = Vec::new();
        let mut mails = HashMap::from([(self.mail.clone(), self.name.to_lowercase())]);
        for place in 0..MOST_TEAMS {
            let (team_field, ambassador_field) = (format!("team-{place}"), format!("ambassador-{place}"));
            let written = |name: &str| form.value(name).trim().to_owned();
            let (team, ambassador) = (written(&team_field), written(&ambassador_field));
            if team.is_empty() && ambassador.is_empty() && (place >= 2 || adds_a_row) {
                continue;
            }
            let is_twice = teams.iter().any(|(other, _)| !team.is_empty() && other.to_lowercase() == team.to_lowercase());
            teams.push((team, ambassador));
            if adds_a_row {
                continue;
            }
            if is_twice {
                form.wrong(&team_field, "Another team has this name already.");
            }
            check_title(
                form,
                &team_field,
                if place < 2 { "Name this team; two are needed to coordinate." } else { "Name this team, or empty the row." },
            );
            check_title(form, &ambassador_field, "Name who speaks for this team. You can change it later.");
            check_ambassador(form, &ambassador_field, &mut mails);
        }
        if adds_a_row {
            teams.resize(teams.len().max(2), Default::default());
            teams.push(Default::default());
            teams.truncate(MOST_TEAMS);
        }
        self.teams = teams;
    }

    fn take_meeting(&mut self, site: &Site, form: &mut Form) {
        let chosen = DAYS.iter().enumerate().filter(|(_, (day, _))| form.all("day").any(|ticked| ticked == *day));
        let days = chosen.fold(0, |days, (place, _)| days | (1 << place));
        if days == 0 {
            form.wrong("day", "Choose at least one day. Twice a week suits most.");
        }
        self.days = Some(days);
        let time = form.time("time");
        self.time = format!("{:02}:{:02}", time.hour(), time.minute());
        let zone = Zone::named(form.value("zone").trim());
        if !site.engine.calendar().knows_zone(&zone) {
            form.wrong("zone", "This is not a time zone. Use a name such as Europe/Berlin.");
        }
        self.zone = zone.to_string();
    }
}

/// A name, maybe with an address; no two people have the same address.
fn check_ambassador(form: &mut Form, field: &str, mails: &mut HashMap<String, String>) {
    match Ambassador::read(form.value(field)) {
        Err(problem) => form.wrong(field, problem),
        Ok(Ambassador { name, mail: Some(mail) }) => {
            if *mails.entry(mail).or_insert_with(|| name.to_lowercase()) != name.to_lowercase() {
                form.wrong(field, "Somebody else above has this address already.");
            }
        }
        Ok(_) => {}
    }
}

fn check_title(form: &mut Form, name: &str, if_empty: &str) {
    let written = form.value(name).to_owned();
    if written.trim().is_empty() {
        form.wrong(name, if_empty);
    } else if let Err(problem) = Title::new(&written) {
        form.wrong(name, problem.to_string());
    }
}

//! Any past moment can be shown.

use crate::support::{by, house, raise};
use rowlock_domain::testing::INES;

#[tokio::test]
async fn an_old_model_is_what_it_was_and_stops_at_the_end_of_a_command() {
    let house = house().await;
    let set_up = house.desk.snapshot();
    house.desk.submit(by(INES, raise("Later"))).await.unwrap();
    let then = house.desk.as_of(set_up.version()).await;
    assert_eq!(*then, *set_up.model);
    let half = house.desk.as_of(2).await;
    assert_eq!(half.version, set_up.version(), "half a command is never shown");
    let now = house.desk.as_of(u64::MAX).await;
    assert_eq!(now.version, house.desk.snapshot().version());
}

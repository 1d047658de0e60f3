//! Remarks as browsers send them: on one impediment after the other, each under a key of its own.

use anyhow::Result;
use tempfile::NamedTempFile;

const REMARKS: &str = r#"
wrk.headers["Content-Type"] = "application/x-www-form-urlencoded"
local n = 0
request = function()
  n = n + 1
  local path = "/SLUG/impediments/" .. (n % MANY + 1) .. "/contributions"
  return wrk.format("POST", path, nil, string.format("kind=remark&text=seen+again+this+morning&key=RUN%012d", n))
end
"#;

/// A script for one run of wrk's single thread, over so many impediments. Keys of two runs differ: a key known already changes nothing.
pub(super) fn script(slug: &str, many: u32) -> Result<NamedTempFile> {
    let run = format!("{:016x}", rand::random::<u64>());
    let file = NamedTempFile::new()?;
    std::fs::write(file.path(), REMARKS.replace("SLUG", slug).replace("MANY", &many.to_string()).replace("RUN", &run))?;
    Ok(file)
}

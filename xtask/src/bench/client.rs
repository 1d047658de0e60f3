//! A plain HTTP/1.1 client on loopback: one connection, one cookie. Enough to sign in, post forms, read pages and follow the stream.

use anyhow::{Context, Result, bail};
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;

/// One kept-alive connection.
pub(crate) struct Client {
    address: String,
    stream: BufReader<TcpStream>,
    /// What is sent as `Cookie`.
    pub cookie: String,
}

/// What came back.
pub(crate) struct Answer {
    pub status: u16,
    pub headers: Vec<(String, String)>,
    pub body: String,
}

impl Answer {
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(n, _)| n.eq_ignore_ascii_case(name)).map(|(_, value)| value.as_str())
    }
}

impl Client {
    pub fn connect(address: &str) -> Result<Self> {
        let stream = TcpStream::connect(address).with_context(|| format!("nothing listens on {address}"))?;
        stream.set_nodelay(true)?;
        stream.set_read_timeout(Some(std::time::Duration::from_secs(20)))?;
        Ok(Self { address: address.to_owned(), stream: BufReader::new(stream), cookie: String::new() })
    }

    /// Another connection of the same browser.
    pub fn again(&self) -> Result<Self> {
        Ok(Self { cookie: self.cookie.clone(), ..Self::connect(&self.address)? })
    }

    pub fn get(&mut self, path: &str) -> Result<Answer> {
        self.send("GET", path, None)?;
        self.answer()
    }

    pub fn post(&mut self, path: &str, fields: &[(&str, &str)]) -> Result<Answer> {
        let body: Vec<String> = fields.iter().map(|(name, value)| format!("{}={}", escape(name), escape(value))).collect();
        self.send("POST", path, Some(&body.join("&")))?;
        self.answer()
    }

    fn send(&mut self, method: &str, path: &str, body: Option<&str>) -> Result<()> {
        let mut request =
            format!("{method} {path} HTTP/1.1\r\nHost: {}\r\nCookie: {}\r\nOrigin: http://{}\r\n", self.address, self.cookie, self.address);
        if let Some(body) = body {
            request += &format!("Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {}\r\n\r\n{body}", body.len());
        } else {
            request += "\r\n";
        }
        Ok(self.stream.get_mut().write_all(request.as_bytes())?)
    }

    fn answer(&mut self) -> Result<Answer> {
        let status_line = self.line()?;
        let status = status_line.split(' ').nth(1).and_then(|code| code.parse().ok()).context("no status")?;
        let mut headers = Vec::new();
        loop {
            let line = self.line()?;
            match line.split_once(": ") {
                Some((name, value)) => headers.push((name.to_owned(), value.to_owned())),
                None => break,
            }
        }
        let mut answer = Answer { status, headers, body: String::new() };
        for set in answer.headers.iter().filter(|(name, _)| name.eq_ignore_ascii_case("set-cookie")) {
            self.cookie = set.1.split(';').next().unwrap_or_default().to_owned();
        }
        answer.body = self.body(&answer)?;
        Ok(answer)
    }

    fn body(&mut self, answer: &Answer) -> Result<String> {
        let mut bytes = Vec::new();
        if let Some(length) = answer.header("content-length") {
            bytes.resize(length.parse()?, 0);
            self.stream.read_exact(&mut bytes)?;
        } else if answer.header("transfer-encoding").is_some() {
            loop {
                let size = usize::from_str_radix(self.line()?.trim(), 16)?;
                let mut chunk = vec![0; size + 2];
                self.stream.read_exact(&mut chunk)?;
                if size == 0 {
                    break;
                }
                bytes.extend_from_slice(&chunk[..size]);
            }
        }
        Ok(String::from_utf8_lossy(&bytes).into_owned())
    }

    /// Begins to follow a stream; [`Client::line`] then reads it.
    pub fn follow(&mut self, path: &str) -> Result<()> {
        self.send("GET", path, None)?;
        let status = self.line()?;
        if !status.contains(" 200 ") {
            bail!("the stream was answered “{status}”");
        }
        Ok(())
    }

    /// Reads on until the stream has told of something.
    pub fn notice(&mut self) -> Result<()> {
        while !self.line()?.starts_with("data:") {}
        Ok(())
    }

    /// One line without its end.
    pub fn line(&mut self) -> Result<String> {
        let mut line = String::new();
        if self.stream.read_line(&mut line)? == 0 {
            bail!("the connection was closed");
        }
        Ok(line.trim_end_matches(['\r', '\n']).to_owned())
    }
}

/// Escapes a form value.
pub(crate) fn escape(value: &str) -> String {
    value.bytes().map(|b| if b.is_ascii_alphanumeric() { (b as char).to_string() } else { format!("%{b:02X}") }).collect()
}

//! A share of a batch: the children that one run of several takes, so that many machines can make what one would, without asking one
//! another.

use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::hash::sha256;

/// One share of several, as `2/4`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Share {
    /// Which one, from 1.
    pub number: usize,
    /// Of how many.
    pub of: usize,
}

impl Share {
    /// Whether a group of children is in this share: always the same one, whatever else lies in the folder. What is about no child, as
    /// reports, caseloads and what cannot be read, is in the first.
    #[must_use]
    pub fn has(self, group: Option<&str>) -> bool {
        let Some(group) = group else { return self.number == 1 };
        let hash = sha256(group.as_bytes());
        let number = hash.get(..16).and_then(|digits| u64::from_str_radix(digits, 16).ok()).unwrap_or(0);
        usize::try_from(number % self.of as u64).is_ok_and(|share| share + 1 == self.number)
    }

    /// The share that a scheduler gives this process, as `variable` reads the environment: a Slurm array's task, or a pod of a Kubernetes
    /// Indexed Job whose number of pods stands in `JOB_COMPLETIONS`.
    ///
    /// # Errors
    /// In words, where neither is set or one makes no sense.
    pub fn of_scheduler(variable: &dyn Fn(&str) -> Option<String>) -> Result<Self, String> {
        let number = |name: &str| -> Result<Option<usize>, String> {
            let Some(text) = variable(name) else { return Ok(None) };
            text.trim().parse().map(Some).map_err(|_| format!("the variable {name} is no number"))
        };
        let (number, of) = if let Some(task) = number("SLURM_ARRAY_TASK_ID")? {
            let first = number("SLURM_ARRAY_TASK_MIN")?.unwrap_or(1);
            let step = number("SLURM_ARRAY_TASK_STEP")?.unwrap_or(1).max(1);
            let place = |task: usize| task.checked_sub(first).map(|steps| steps / step + 1);
            match number("MINUTEBOOK_SHARES")? {
                // Not the number of tasks: where one is submitted again alone, that is one.
                Some(of) => (Some(task), Some(of)),
                None => (place(task), number("SLURM_ARRAY_TASK_MAX")?.and_then(place)),
            }
        } else if let Some(index) = number("JOB_COMPLETION_INDEX")? {
            (Some(index + 1), number("JOB_COMPLETIONS")?)
        } else {
            return Err("no scheduler says which share this is: neither SLURM_ARRAY_TASK_ID nor JOB_COMPLETION_INDEX is set".to_owned());
        };
        match (number, of) {
            (Some(number), Some(of)) => Self::new(number, of),
            _ => Err("the scheduler does not say of how many shares this is one: set MINUTEBOOK_SHARES or JOB_COMPLETIONS".to_owned()),
        }
    }

    fn new(number: usize, of: usize) -> Result<Self, String> {
        if (1..=of).contains(&number) { Ok(Self { number, of }) } else { Err(format!("there is no share {number} of {of}")) }
    }
}

impl FromStr for Share {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let number = |text: &str| text.trim().parse::<usize>().ok();
        let (number, of) = text
            .split_once('/')
            .and_then(|(a, b)| Some((number(a)?, number(b)?)))
            .ok_or_else(|| format!("`{text}` is no share: write 2/4 for the second of four, or auto where a scheduler says which"))?;
        Self::new(number, of)
    }
}

impl std::fmt::Display for Share {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}/{}", self.number, self.of)
    }
}

#[cfg(test)]
mod tests {
    use super::Share;

    #[test]
    fn every_group_is_in_one_share() {
        for of in [1, 2, 3, 7] {
            let shares: Vec<Share> = (1..=of).map(|number| Share { number, of }).collect();
            let groups: Vec<String> = (0..500).map(|child| format!("chd{child:05}")).collect();
            for group in &groups {
                assert_eq!(shares.iter().filter(|share| share.has(Some(group))).count(), 1, "{group} is in one share of {of}");
            }
            for share in &shares {
                let has = groups.iter().filter(|group| share.has(Some(group))).count();
                assert!(has * of > 350, "about as many in each: {has} in {share}");
            }
            assert!(shares.iter().filter(|share| share.has(None)).eq([&Share { number: 1, of }]));
        }
    }

    #[test]
    fn shares_are_read_as_they_are_written() {
        assert_eq!("2/4".parse(), Ok(Share { number: 2, of: 4 }));
        assert_eq!("2/4".parse::<Share>().map(|s| s.to_string()), Ok("2/4".to_owned()));
        for wrong in ["0/4", "5/4", "4", "a/b", "1/0", "-1/2", ""] {
            assert!(wrong.parse::<Share>().is_err(), "{wrong}");
        }
    }

    #[test]
    fn schedulers_say_which_share() {
        let with = |set: &[(&str, &str)]| Share::of_scheduler(&|name| set.iter().find(|(n, _)| *n == name).map(|(_, v)| (*v).to_owned()));
        let third = Ok(Share { number: 3, of: 4 });
        assert_eq!(with(&[("SLURM_ARRAY_TASK_ID", "3"), ("SLURM_ARRAY_TASK_MIN", "1"), ("SLURM_ARRAY_TASK_MAX", "4")]), third);
        assert_eq!(with(&[("SLURM_ARRAY_TASK_ID", "2"), ("SLURM_ARRAY_TASK_MIN", "0"), ("SLURM_ARRAY_TASK_MAX", "3")]), third);
        // One task submitted again alone: its array is of one.
        let alone =
            [("SLURM_ARRAY_TASK_ID", "3"), ("SLURM_ARRAY_TASK_MIN", "3"), ("SLURM_ARRAY_TASK_MAX", "3"), ("MINUTEBOOK_SHARES", "4")];
        assert_eq!(with(&alone), third);
        assert_eq!(with(&[("JOB_COMPLETION_INDEX", "2"), ("JOB_COMPLETIONS", "4")]), third);
        assert!(with(&[("JOB_COMPLETION_INDEX", "2")]).is_err_and(|why| why.contains("JOB_COMPLETIONS")));
        assert!(with(&[]).is_err());
    }
}

//! The sequence of numbers that everything random is drawn from.

/// Draws from a sequence; after its end every draw is the first alternative.
#[derive(Clone, Debug)]
pub(crate) struct Choices {
    numbers: Vec<u32>,
    next: usize,
    /// What goes on after the end, if anything does.
    endless: Option<u64>,
}

impl Choices {
    /// Starts at the beginning of a sequence.
    pub(crate) fn new(numbers: Vec<u32>) -> Choices {
        Choices { numbers, next: 0, endless: None }
    }

    /// Draws for ever, and the same for the same seed.
    pub(crate) fn endless(seed: u64) -> Choices {
        let mixed = seed.wrapping_add(1).wrapping_mul(0x9E37_79B9_7F4A_7C15);
        Choices { numbers: Vec::new(), next: 0, endless: Some(mixed | 1) }
    }

    fn draw(&mut self) -> u32 {
        if let Some(number) = self.numbers.get(self.next) {
            self.next += 1;
            return *number;
        }
        let Some(state) = &mut self.endless else { return 0 };
        *state ^= *state << 13;
        *state ^= *state >> 7;
        *state ^= *state << 17;
        u32::try_from(*state >> 32).unwrap()
    }

    /// A number from 0 to under `n`.
    pub(crate) fn below(&mut self, n: usize) -> usize {
        self.draw() as usize % n.max(1)
    }

    /// A number from `low` to `high`, both included.
    pub(crate) fn between(&mut self, low: i64, high: i64) -> i64 {
        let wide = (u64::from(self.draw()) << 32) | u64::from(self.draw());
        let span = u64::try_from((high - low).max(0)).unwrap() + 1;
        low + i64::try_from(wide % span).unwrap()
    }

    /// True so many times in sixteen; the simplest case is false.
    pub(crate) fn chance(&mut self, sixteenths: usize) -> bool {
        self.below(16) >= 16 - sixteenths
    }

    /// One of some alternatives.
    pub(crate) fn pick<'a, T>(&mut self, alternatives: &'a [T]) -> &'a T {
        &alternatives[self.below(alternatives.len())]
    }

    /// The same alternatives in some order.
    pub(crate) fn shuffled<T: Clone>(&mut self, alternatives: &[T]) -> Vec<T> {
        let mut rest = alternatives.to_vec();
        let mut shuffled = Vec::new();
        while !rest.is_empty() {
            shuffled.push(rest.remove(self.below(rest.len())));
        }
        shuffled
    }
}

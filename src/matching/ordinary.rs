//! Words of the language that are also names. Where a name consists of nothing else, only capitals tell the two apart.

use std::sync::LazyLock;

use super::hashed::Words;

static SET: LazyLock<Words<()>> = LazyLock::new(|| WORDS.split_ascii_whitespace().map(|word| (word, ())).collect());

/// Whether a folded word is also one of the language, so that alone and in small letters it names nobody.
#[must_use]
pub fn is_ordinary(word: &str) -> bool {
    word.chars().nth(2).is_none() || SET.get(word).is_some()
}

/// Whether a folded word is so common that a first name of the same letters tells nothing.
#[must_use]
pub fn is_everyday(word: &str) -> bool {
    const EVERYDAY: &[&str] = &[
        "angel",
        "april",
        "art",
        "august",
        "autumn",
        "chance",
        "christian",
        "dad",
        "faith",
        "grace",
        "hope",
        "joy",
        "june",
        "mark",
        "may",
        "mum",
        "rose",
        "spring",
        "summer",
        "sunday",
        "will",
        "winter",
    ];
    word.chars().nth(2).is_none() || EVERYDAY.contains(&word)
}

const WORDS: &str = "
abbey able ace adore ale amber amity angel april arch arrow art ash aspen august autumn bacon bailey baker ball band bank banks barber
barker bass bay bean bear bell bells berry best bill birch bird bishop black blessing bliss bloom blossom blue bob bond booth bow bowl
bowman boyd brand branch brave bridge bridges brook brooks brown buck bud bull burn burns bush butcher butler button buzz cane cannon
carol cart carter case cash castle chance chandler chapel charity chase cherry chip christian church clay clement close cloud clover
coast cole coleman colt cook cool cooper coral cotton court cow craft crane cross crow cruise crystal cuff curry dad dale daisy dance
dash dawn day days dean deal dear dell dew dick diamond dodge dove down drew drum duke dusk early earl earnest east easter eaves eden elder
ember english ever faith falcon fair fall farmer fawn fay fern field fields finch fine fisher flint flora flower flowers ford forest
forester foster fountain fox frank free freeman french friend frost fry gale garden gardener gay gem gene gentle ginger glade glen glover
gold good goodman goose grace grand grant grave graves gray green grey grove guy hale hall ham hand harbour hard hardy harmony harp harper
hart haven hawk hay hazel head heart heath heather hedge henry herb heron hill hills holiday holly holt hood hook hope hopper horn house
how hunt hunter hurst ice iris irish iron ivy jack jade jasmine jay jean jet jewel joe joy judge july june just kay keen key king
kitchen kitty knight knot lace lake lamb lance land lane lark lark larch laurel law lawn leaf lee lily lilac lime linden lion little lock
long love loveday low lucky luck lump mace major make mallow man mane maple march mark marks marsh marshal martin mason mat max may mead
meadow mercer mercy merit merry miles mill miller mills minor mint miss mist moon moor moore morning moss mount mum myrtle noble noel nick
norm north nurse oak oaks ocean olive opal orange oxford page paige painter palmer pansy park parker parson parsons pat patience peace
peach pearl penny pepper perry petal peter pick pierce pike pine piper pitt plant plum poet pole pollard pond pool poppy porter post potter
powers prince price pride prior prudence queen quick quill rain raven ray read reed reeve reward rice rich ridge ring river rivers rob
robin rock rocky rod rook rose rosemary rowan royal ruby rue rush rust rusty sadler sage sail salmon sample sand sandy savage saviour sawyer scarlet
school scout seal self sergeant sharp shaw shepherd shore short silver singer singh skinner skip sky skye slate slater small smart smith
snow south spark sparrow spear speed spencer spring sprout squires stable star stars stead steel stephens sterling stern stock stone storm
street strong stuart summer summers sue sun sunny surrey swan sweet swift talbot tanner tate taylor temple thorn thrush tiger tile timber
time todd tom tower town trace tracey tree true trout trusty tucker turner tyler unity usher vale valentine van vane vicar victor victory
vine viola violet virtue walker wall walls ward warden warren water waters weaver web webb welcome well wells west wheeler white wick wild
wilder will willow win wind winds wine wing winner winter winters wise wolf wood woodward woods worker worth wren wright yard yates york
young yule zeal
";

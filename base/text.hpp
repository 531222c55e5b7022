#pragma once
#include <cstddef>
#include <string>
#include <string_view>

// Text as people type it and as names are kept. Everything takes and gives UTF-8 and is total: ill-formed bytes never
// throw; the folds turn them into U+FFFD, which no is_…() accepts. Names are stored as they came (product.md §3): the
// folds are for identifiers and numbers, search_key() is for searching only.
namespace portal::text {

// Well-formed UTF-8 without overlong forms, surrogates and NUL. Every request field and file passes it before anything
// else looks at the bytes (security-checks.md IN-02).
bool is_valid_utf8(std::string_view text);

// Identifiers are ASCII, and so are their columns, which the database refuses to compare with anything else.
bool is_ascii(std::string_view text);

// How many code points well-formed UTF-8 holds; the measure of every length limit that a person sees.
std::size_t code_points(std::string_view text);

// Without white space (ASCII, U+00A0, U+3000) at both ends.
std::string trim(std::string_view text);
std::string_view trimmed(std::string_view text);  // the same as a part of it

// What is invisible and comes along when a number or an address is pasted (zero-width and direction marks, U+FEFF,
// variation selectors) is dropped by fold_width(), fold_numeric(), fold_login_id() and fold_email().

// NFKC: full-width letters and digits become half-width, half-width kana full-width, ① becomes 1. Dashes stay.
std::string fold_width(std::string_view text);

// fold_width() for words that decide something, such as 本人 or 差戻し: without any white space.
std::string fold_word(std::string_view text);

// The other way round, for forms that count full-width characters: ASCII and half-width kana become full-width, runs of
// white space one U+3000; variation selectors go. At most `characters_max`, of which one beyond U+FFFF counts two, as
// spreadsheets count.
std::string full_width(std::string_view text, std::size_t characters_max);

// fold_width() for numbers: also every kind of dash, ー and 〜 included, becomes '-', and white space goes.
std::string fold_numeric(std::string_view text);

// The canonical form of a login ID, unique in a society: trimmed, NFKC, dashes to '-' (an IME types － and ー for it),
// ASCII lower case. Look-alikes of other scripts stay and so fail is_login_id().
std::string fold_login_id(std::string_view typed);

// 4 to 64 of a-z 0-9 . _ - @ (product.md §3).
bool is_login_id(std::string_view folded);

// The canonical form of a mail address: trimmed, full-width ASCII to half-width, the domain lower-cased and in its
// ASCII form (IDNA, UTS 46 without transitional mapping), the local part's letters as typed.
std::string fold_email(std::string_view typed);

// One address for all who write it (product.md §3): without regard to case, though mails go to the letters as given. In
// SQL the columns see to it (sql/migrations/0023_addresses_in_any_case.sql).
bool is_same_email(std::string_view folded, std::string_view other_folded);
std::string email_key(std::string_view folded);  // equal for those, for what is counted by a digest

// A folded address that the mailer can send to: ASCII, local part a dot-atom of at most 64 octets, a domain with a dot,
// at most 254 octets in all. Addresses that docomo.ne.jp and ezweb.ne.jp gave out against the standard (dots at the
// ends or side by side, security-checks.md UN-04) pass too; see has_relic_local_part().
bool is_email(std::string_view folded);

// The address passes only as a carrier's relic: its local part has to stand in quotes in RCPT TO.
bool has_relic_local_part(std::string_view folded);

// What a name is found by, never shown and never stored in its place: NFKC, hiragana as katakana, upper case, kanji
// in their usual form (base/name_variants.hpp), without white space and variation selectors.
std::string search_key(std::string_view name);

// Composed (NFC): what was typed as base and marks becomes one character where there is one. The compatibility
// ideographs of names (神 U+FA19), which NFC would change, stay.
std::string composed(std::string_view text);

// What a file's name is compared by that other systems may have written: NFKC, upper case, dashes and waves to one of
// each.
std::string file_name_key(std::string_view name);

// Holds a character that can't be seen or turns the text around, or is ill-formed: controls (line breaks and tabs too,
// so this is for one-line fields), bidi marks, zero-width characters and other invisible ones (security-checks.md
// UN-07). Allowed nevertheless: variation selectors, and U+200D between two emoji, which joins them into one.
bool has_control_or_bidi(std::string_view text);
bool has_kanji(std::string_view text);  // anywhere; 々 alone is none

// "t***@example.jp" for taro@example.jp: for pages that mention an address to someone who may not know it.
std::string mask_email(std::string_view email);

}  // namespace portal::text

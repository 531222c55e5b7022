#include "base/text.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <stdexcept>

#include <unicode/bytestream.h>
#include <unicode/idna.h>
#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>
#include <unicode/ustring.h>

#include "base/limits.hpp"
#include "base/name_variants.hpp"

namespace portal::text {
namespace {

constexpr std::size_t domain_label_bytes_max = 63;

// The carriers whose old addresses break the dot-atom rule and still receive mail.
constexpr std::array<std::string_view, 2> relic_domains = {"docomo.ne.jp", "ezweb.ne.jp"};

constexpr std::array<std::string_view, 8> spaces = {" ", "\t", "\n", "\v", "\f", "\r", "\u00A0", "\u3000"};

icu::UnicodeString to_utf16(std::string_view text) {
  return icu::UnicodeString::fromUTF8(icu::StringPiece(text.data(), static_cast<std::int32_t>(text.size())));
}

std::string to_utf8(const icu::UnicodeString& text) {
  std::string utf8;
  return text.toUTF8String(utf8);
}

using FindNormalizer = const icu::Normalizer2* (*)(UErrorCode&);

icu::UnicodeString normalized(std::string_view text, FindNormalizer find) {
  UErrorCode error = U_ZERO_ERROR;
  const icu::Normalizer2* normalizer = find(error);
  if (U_FAILURE(error)) throw std::runtime_error("ICU has no data for normalising");
  icu::UnicodeString folded = normalizer->normalize(to_utf16(text), error);
  if (U_FAILURE(error)) throw std::runtime_error("ICU could not normalise a text");
  return folded;
}

icu::UnicodeString nfkc(std::string_view text) { return normalized(text, icu::Normalizer2::getNFKCInstance); }

bool is_lower(char c) { return c >= 'a' && c <= 'z'; }
bool is_upper(char c) { return c >= 'A' && c <= 'Z'; }
bool is_digit(char c) { return c >= '0' && c <= '9'; }

std::string lower_ascii(std::string_view text) {
  std::string lower(text);
  for (char& c : lower)
    if (is_upper(c)) c = static_cast<char>(c - 'A' + 'a');
  return lower;
}

}  // namespace

bool is_ascii(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

bool is_valid_utf8(std::string_view text) {
  if (text.find('\0') != std::string_view::npos) return false;
  UErrorCode error = U_ZERO_ERROR;
  std::int32_t utf16_units = 0;
  u_strFromUTF8(nullptr, 0, &utf16_units, text.data(), static_cast<std::int32_t>(text.size()), &error);
  return error != U_INVALID_CHAR_FOUND;
}

std::size_t code_points(std::string_view text) {
  const auto leads = std::count_if(text.begin(), text.end(), [](char c) { return (c & 0xC0) != 0x80; });
  return static_cast<std::size_t>(leads);
}

std::string_view trimmed(std::string_view text) {
  const auto leading = [&text](std::string_view space) { return text.starts_with(space); };
  const auto trailing = [&text](std::string_view space) { return text.ends_with(space); };
  for (auto space = spaces.begin(); (space = std::find_if(spaces.begin(), spaces.end(), leading)) != spaces.end();)
    text.remove_prefix(space->size());
  for (auto space = spaces.begin(); (space = std::find_if(spaces.begin(), spaces.end(), trailing)) != spaces.end();)
    text.remove_suffix(space->size());
  return text;
}

std::string trim(std::string_view text) { return std::string(trimmed(text)); }

namespace {

// What telephones and word processors put around a pasted number or address: zero-width and direction marks, U+FEFF,
// variation selectors. Nobody sees them, so nobody can take them out.
bool comes_by_pasting(UChar32 c) {
  return (c >= 0x200B && c <= 0x200F) || (c >= 0x202A && c <= 0x202E) || (c >= 0x2060 && c <= 0x2069) || c == 0xFEFF ||
         u_hasBinaryProperty(c, UCHAR_VARIATION_SELECTOR) != 0;
}

std::string without_pasted_marks(std::string_view text) {
  const icu::UnicodeString pasted = to_utf16(text);
  icu::UnicodeString visible;
  for (std::int32_t at = 0; at < pasted.length(); at = pasted.moveIndex32(at, 1))
    if (const UChar32 c = pasted.char32At(at); !comes_by_pasting(c)) visible.append(c);
  return to_utf8(visible);
}

}  // namespace

// NFKC leaves ASCII alone, and most of a core system's file is ASCII.
std::string fold_width(std::string_view text) {
  return is_ascii(text) ? std::string(text) : to_utf8(nfkc(without_pasted_marks(text)));
}

std::string fold_word(std::string_view text) {
  const icu::UnicodeString folded = to_utf16(fold_width(text));
  icu::UnicodeString word;
  for (std::int32_t at = 0; at < folded.length(); at = folded.moveIndex32(at, 1))
    if (const UChar32 c = folded.char32At(at); !u_isUWhiteSpace(c)) word.append(c);
  return to_utf8(word);
}

namespace {

constexpr UChar32 full_width_ascii = 0xFEE0;  // from ! to ！
constexpr UChar32 ideographic_space = 0x3000;

bool is_half_width_kana(UChar32 c) { return c >= 0xFF61 && c <= 0xFF9F; }

// Alone, NFKC would turn a voice mark into a combining one: it is folded together with the kana before it.
void append_kana(icu::UnicodeString& wide, icu::UnicodeString& kana) {
  if (!kana.isEmpty()) wide.append(nfkc(to_utf8(kana)));
  kana.remove();
}

icu::UnicodeString widened(const icu::UnicodeString& text) {
  icu::UnicodeString wide;
  icu::UnicodeString kana;
  for (std::int32_t at = 0; at < text.length(); at = text.moveIndex32(at, 1)) {
    const UChar32 c = text.char32At(at);
    if (is_half_width_kana(c)) {
      kana.append(c);
      continue;
    }
    append_kana(wide, kana);
    if (u_isUWhiteSpace(c)) {
      if (!wide.endsWith(icu::UnicodeString(ideographic_space))) wide.append(ideographic_space);
    } else if (u_hasBinaryProperty(c, UCHAR_VARIATION_SELECTOR) == 0) {
      wide.append(c > ' ' && c < 0x7F ? c + full_width_ascii : c);
    }
  }
  append_kana(wide, kana);
  return wide;
}

// NFKC leaves these alone. The rules ─ and ━ are what some people find first under "-" in their IME.
bool is_dash(UChar32 c) {
  return (c >= 0x2010 && c <= 0x2015) || c == 0x2043 || c == 0x2212 || c == 0x2500 || c == 0x2501 || c == 0x30FC;
}

icu::UnicodeString with_plain_dashes(const icu::UnicodeString& text) {
  icu::UnicodeString plain;
  for (std::int32_t at = 0; at < text.length(); at = text.moveIndex32(at, 1)) {
    const UChar32 c = text.char32At(at);
    plain.append(is_dash(c) ? UChar32{'-'} : c);
  }
  return plain;
}

}  // namespace

std::string full_width(std::string_view text, std::size_t characters_max) {
  icu::UnicodeString wide = widened(to_utf16(trim(text)));
  const auto units_max = static_cast<std::int32_t>(characters_max);
  if (wide.length() > units_max) wide.truncate(wide.getChar32Start(units_max));
  return to_utf8(wide);
}

namespace {

// 〜 and ～, before NFKC makes "~" of the second: between numbers they are a dash that was typed with an IME.
std::string with_waves_as_dashes(std::string text) {
  for (const std::string_view wave : {"\u301C", "\uFF5E"})
    for (auto at = text.find(wave); at != text.npos; at = text.find(wave, at)) text.replace(at, wave.size(), "-");
  return text;
}

}  // namespace

std::string fold_numeric(std::string_view text) {
  if (is_ascii(text)) {
    std::string plain(text);
    std::erase_if(plain, [](char c) { return c == ' ' || (c >= '\t' && c <= '\r'); });
    return plain;
  }
  const icu::UnicodeString dashed = with_plain_dashes(nfkc(with_waves_as_dashes(without_pasted_marks(text))));
  icu::UnicodeString folded;
  for (std::int32_t at = 0; at < dashed.length(); at = dashed.moveIndex32(at, 1))
    if (const UChar32 c = dashed.char32At(at); !u_isUWhiteSpace(c)) folded.append(c);
  return to_utf8(folded);
}

std::string fold_login_id(std::string_view typed) {
  if (is_ascii(typed)) return lower_ascii(trim(typed));
  return lower_ascii(to_utf8(with_plain_dashes(nfkc(trim(without_pasted_marks(typed))))));
}

bool is_login_id(std::string_view folded) {
  if (folded.size() < limits::login_id_characters_min || folded.size() > limits::login_id_characters_max) return false;
  return std::all_of(folded.begin(), folded.end(),
                     [](char c) { return is_lower(c) || is_digit(c) || c == '.' || c == '_' || c == '-' || c == '@'; });
}

namespace {

struct Address {
  std::string_view local, domain;
};

std::optional<Address> split_address(std::string_view email) {
  const std::size_t at = email.rfind('@');
  if (at == std::string_view::npos) return std::nullopt;
  return Address{email.substr(0, at), email.substr(at + 1)};
}

// Only the full-width forms of ASCII: NFKC would change more of a local part than the member meant.
std::string half_width_ascii(std::string_view text) {
  icu::UnicodeString wide = to_utf16(text);
  icu::UnicodeString half;
  for (std::int32_t at = 0; at < wide.length(); at = wide.moveIndex32(at, 1)) {
    const UChar32 c = wide.char32At(at);
    half.append(c >= 0xFF01 && c <= 0xFF5E ? c - 0xFEE0 : c);
  }
  return to_utf8(half);
}

// A domain that IDNA refuses is left as it is, so is_email() refuses it for not being ASCII.
std::string ascii_domain(std::string_view domain) {
  if (is_ascii(domain)) return lower_ascii(domain);
  UErrorCode error = U_ZERO_ERROR;
  const std::uint32_t options = UIDNA_USE_STD3_RULES | UIDNA_CHECK_BIDI | UIDNA_CHECK_CONTEXTJ |
                                UIDNA_NONTRANSITIONAL_TO_ASCII | UIDNA_NONTRANSITIONAL_TO_UNICODE;
  const std::unique_ptr<icu::IDNA> idna(icu::IDNA::createUTS46Instance(options, error));
  if (U_FAILURE(error)) throw std::runtime_error("ICU has no IDNA data");
  std::string ascii;
  icu::StringByteSink<std::string> sink(&ascii);
  icu::IDNAInfo info;
  idna->nameToASCII_UTF8(icu::StringPiece(domain.data(), static_cast<std::int32_t>(domain.size())), sink, info, error);
  return U_FAILURE(error) || info.hasErrors() ? std::string(domain) : ascii;
}

}  // namespace

std::string fold_email(std::string_view typed) {
  std::string half = is_ascii(typed) ? trim(typed) : half_width_ascii(trim(without_pasted_marks(typed)));
  const auto address = split_address(half);
  if (!address) return half;
  return std::string(address->local) + '@' + ascii_domain(address->domain);
}

bool is_same_email(std::string_view folded, std::string_view other_folded) {
  return email_key(folded) == email_key(other_folded);
}

std::string email_key(std::string_view folded) { return lower_ascii(folded); }

namespace {

bool is_atom_character(char c) {
  return is_lower(c) || is_upper(c) || is_digit(c) ||
         std::string_view("!#$%&'*+/=?^_`{|}~-").find(c) != std::string_view::npos;
}

// RFC 5321 §4.1.2: atoms joined by single dots.
bool has_misplaced_dot(std::string_view local) {
  return local.starts_with('.') || local.ends_with('.') || local.find("..") != std::string_view::npos;
}

bool is_domain_label(std::string_view label) {
  if (label.empty() || label.size() > domain_label_bytes_max) return false;
  if (label.starts_with('-') || label.ends_with('-')) return false;
  return std::all_of(label.begin(), label.end(), [](char c) { return is_lower(c) || is_digit(c) || c == '-'; });
}

bool is_domain(std::string_view domain) {
  std::size_t labels = 0;
  std::string_view label;
  for (std::size_t begin = 0; begin <= domain.size(); ++labels) {
    const std::size_t end = std::min(domain.find('.', begin), domain.size());
    label = domain.substr(begin, end - begin);
    if (!is_domain_label(label)) return false;
    begin = end + 1;
  }
  const bool is_number = std::all_of(label.begin(), label.end(), is_digit);
  return labels >= 2 && !is_number;
}

}  // namespace

bool is_email(std::string_view folded) {
  if (folded.size() > limits::email_bytes_max) return false;
  const auto address = split_address(folded);
  if (!address || address->local.empty() || address->local.size() > limits::email_local_part_bytes_max) return false;
  if (!is_domain(address->domain)) return false;
  const auto allowed = [](char c) { return is_atom_character(c) || c == '.'; };
  if (!std::all_of(address->local.begin(), address->local.end(), allowed)) return false;
  return !has_misplaced_dot(address->local) || has_relic_local_part(folded);
}

bool has_relic_local_part(std::string_view folded) {
  const auto address = split_address(folded);
  if (!address || !has_misplaced_dot(address->local)) return false;
  return std::find(relic_domains.begin(), relic_domains.end(), address->domain) != relic_domains.end();
}

namespace {

// ぁ to ゖ and the iteration marks ゝ ゞ have their katakana at the same distance.
UChar32 to_katakana(UChar32 c) {
  const bool has_katakana = (c >= 0x3041 && c <= 0x3096) || c == 0x309D || c == 0x309E;
  return has_katakana ? c + 0x60 : c;
}

UChar32 usual_form(UChar32 c) { return static_cast<UChar32>(name_variants::usual_form(static_cast<char32_t>(c))); }

bool is_variation_selector(UChar32 c) { return u_hasBinaryProperty(c, UCHAR_VARIATION_SELECTOR) != 0; }

}  // namespace

std::string search_key(std::string_view name) {
  const icu::UnicodeString folded = nfkc(name);
  icu::UnicodeString key;
  for (std::int32_t at = 0; at < folded.length(); at = folded.moveIndex32(at, 1)) {
    const UChar32 c = folded.char32At(at);
    if (u_isUWhiteSpace(c) || is_variation_selector(c)) continue;
    key.append(u_toupper(usual_form(to_katakana(c))));
  }
  return to_utf8(key);
}

namespace {

bool is_compatibility_ideograph(UChar32 c) { return (c >= 0xF900 && c <= 0xFAFF) || (c >= 0x2F800 && c <= 0x2FA1F); }

}  // namespace

std::string composed(std::string_view text) {
  if (is_ascii(text)) return std::string(text);
  const icu::UnicodeString typed = to_utf16(text);
  std::string whole;
  icu::UnicodeString run;
  const auto append_run = [&] {
    whole += to_utf8(normalized(to_utf8(run), icu::Normalizer2::getNFCInstance));
    run.remove();
  };
  for (std::int32_t at = 0; at < typed.length(); at = typed.moveIndex32(at, 1)) {
    const UChar32 c = typed.char32At(at);
    if (is_compatibility_ideograph(c)) {
      append_run();
      whole += to_utf8(icu::UnicodeString(c));
    } else {
      run.append(c);
    }
  }
  append_run();
  return whole;
}

// U+301C is what others than Windows make of the wave that CP932 has, and NFKC makes "~" of the one of Windows.
std::string file_name_key(std::string_view name) {
  constexpr UChar32 wave_dash = 0x301C;
  const icu::UnicodeString folded = with_plain_dashes(nfkc(name));
  icu::UnicodeString key;
  for (std::int32_t at = 0; at < folded.length(); at = folded.moveIndex32(at, 1)) {
    const UChar32 c = folded.char32At(at);
    key.append(c == wave_dash ? UChar32{'~'} : u_toupper(c));
  }
  return to_utf8(key);
}

namespace {

constexpr UChar32 zero_width_joiner = 0x200D;

bool is_emoji(UChar32 c) { return u_hasBinaryProperty(c, UCHAR_EXTENDED_PICTOGRAPHIC) != 0; }

// Skin tones and U+FE0F stand between an emoji and the joiner behind it.
bool modifies_emoji(UChar32 c) { return is_variation_selector(c) || u_hasBinaryProperty(c, UCHAR_EMOJI_MODIFIER) != 0; }

bool is_invisible(UChar32 c) {
  switch (u_charType(c)) {
    case U_CONTROL_CHAR:
    case U_FORMAT_CHAR:
    case U_LINE_SEPARATOR:
    case U_PARAGRAPH_SEPARATOR:
      return true;
    default:
      return u_hasBinaryProperty(c, UCHAR_DEFAULT_IGNORABLE_CODE_POINT) != 0 && !is_variation_selector(c);
  }
}

}  // namespace

bool has_control_or_bidi(std::string_view text) {
  if (is_ascii(text)) return std::ranges::any_of(text, [](char c) { return c < 0x20 || c == 0x7F; });
  if (!is_valid_utf8(text)) return true;
  const icu::UnicodeString characters = to_utf16(text);
  bool behind_emoji = false;
  for (std::int32_t at = 0; at < characters.length(); at = characters.moveIndex32(at, 1)) {
    const UChar32 c = characters.char32At(at);
    const bool joins_emoji = c == zero_width_joiner && behind_emoji && is_emoji(characters.char32At(at + 1));
    if (is_invisible(c) && !joins_emoji) return true;
    behind_emoji = is_emoji(c) || (behind_emoji && modifies_emoji(c));
  }
  return false;
}

bool has_kanji(std::string_view text) {
  const icu::UnicodeString characters = to_utf16(text);
  for (std::int32_t at = 0; at < characters.length(); at = characters.moveIndex32(at, 1))
    if (u_hasBinaryProperty(characters.char32At(at), UCHAR_IDEOGRAPHIC)) return true;
  return false;
}

std::string mask_email(std::string_view email) {
  const auto address = split_address(email);
  if (!address) return "***";
  const auto is_lead = [](char c) { return (c & 0xC0) != 0x80; };
  const std::string_view local = address->local;
  const auto second = local.empty() ? local.end() : std::find_if(local.begin() + 1, local.end(), is_lead);
  return std::string(local.begin(), second) + "***@" + std::string(address->domain);
}

}  // namespace portal::text

#pragma once
#include <array>
#include <optional>
#include <string_view>

// The guide before 限度額申請: who needs no certificate, who needs another form (product.md §2).
namespace portal::limit_guide {

// A form's answers: マイナ保険証 used ("yes", "no"), the place checks online ("yes", "no", "unknown"), 住民税 ("taxed",
// "exempt", "exempt_long": after more than 90 days in hospital within 12 months, "unknown").
struct Answers {
  std::string_view card, place, tax;
};
inline constexpr std::array<std::string_view, 2> cards{"yes", "no"};
inline constexpr std::array<std::string_view, 3> places{"yes", "no", "unknown"};
inline constexpr std::array<std::string_view, 4> taxes{"taxed", "exempt", "exempt_long", "unknown"};

enum class Advice {
  not_needed,   // the card at a place that checks online
  place_first,  // the card, and nobody knows yet what the place can do: ask there first
  form,         // this form
  paper_form,   // 非課税: 限度額適用・標準負担額減額認定証, on paper
  long_stay,    // 非課税 and a long stay: likewise, whatever is shown at the window
};

// Nothing unless each answer is one of those above.
std::optional<Advice> advise(const Answers& answers);

// Its name in a URL: "not-needed".
std::string_view name_of(Advice advice);
std::optional<Advice> advice_named(std::string_view name);

}  // namespace portal::limit_guide

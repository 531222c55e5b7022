#include "handlers/parts/contact_fields.hpp"

#include "base/text.hpp"

namespace portal::contact_fields {

std::string email_in(Form& form, const Field& field, const char* when_empty) {
  std::string address = text::fold_email(form[field]);
  if (address.empty()) form.fault(field, when_empty);
  if (!text::is_email(address)) form.fault(field, "メールアドレスは、name@example.jpのような形で入力してください");
  return address;
}

}  // namespace portal::contact_fields

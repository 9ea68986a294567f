"""The column of an e-mail address."""

from typing import Any

from django.db import models

from nhv.language.addresses import one_address


class AddressField(models.EmailField):  # type: ignore[type-arg] # Django has no such type when it runs
    """Written and looked up in one form only, so that `unique` means one person, on every database."""

    def get_prep_value(self, value: Any) -> Any:
        """What the database is given, to keep or to look for."""
        value = super().get_prep_value(value)
        return one_address(value) if isinstance(value, str) else value

    def pre_save(self, model_instance: models.Model, add: bool) -> Any:
        """The object has what is kept, too."""
        value = super().pre_save(model_instance, add)
        if isinstance(value, str):
            value = one_address(value)
            setattr(model_instance, self.attname, value)
        return value

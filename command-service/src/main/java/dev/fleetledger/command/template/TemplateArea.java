package dev.fleetledger.command.template;

import dev.fleetledger.command.area.AreaServices;
import dev.fleetledger.kit.Area;

/** Templates, as the command-service has them. */
public final class TemplateArea {

    private TemplateArea() {}

    public static Area of(AreaServices with) {
        return Area.of(new TemplateCommandResource(
                with.commands(), new TemplateSecrets(with.keyset().sealer())));
    }
}

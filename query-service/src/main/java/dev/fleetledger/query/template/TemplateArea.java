package dev.fleetledger.query.template;

import dev.fleetledger.kit.Area;
import dev.fleetledger.query.area.QueryServices;

/** Templates, as the query-service has them. */
public final class TemplateArea {

    private TemplateArea() {}

    public static Area of(QueryServices with) {
        return Area.of(new TemplateResource(new TemplateDao(with.database()), with.reads()));
    }
}

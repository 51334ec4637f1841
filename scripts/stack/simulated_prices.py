"""The AWS Price List, which moto lacks: https://docs.aws.amazon.com/aws-cost-management/latest/APIReference/API_pricing_GetProducts.html"""

import json

# Dollars an hour in every region, by the family as the price list names it.
PRICES = {
    "General purpose": {
        "t3.medium": "0.0416000000",
        "t3.large": "0.0832000000",
        "t3.xlarge": "0.1664000000",
        "m6i.large": "0.1150000000",
        "m6i.xlarge": "0.2300000000",
        "m6i.2xlarge": "0.4600000000",
    },
    "Compute optimized": {"c6i.large": "0.0970000000", "c6i.xlarge": "0.1940000000"},
    "GPU instance": {"g5.xlarge": "1.2580000000", "p4d.24xlarge": "32.7726000000"},
}


def product(family, name, dollars):
    dimension = {"unit": "Hrs", "pricePerUnit": {"USD": dollars}, "beginRange": "0", "endRange": "Inf"}
    return json.dumps(
        {
            "product": {"productFamily": "Compute Instance", "attributes": {"instanceType": name, "instanceFamily": family}},
            "serviceCode": "AmazonEC2",
            "terms": {"OnDemand": {"A.B": {"priceDimensions": {"A.B.C": dimension}}}},
        }
    )


def get_products(body):
    chosen = {entry["Field"]: entry["Value"] for entry in body.get("Filters", [])}
    family = chosen.get("instanceFamily")
    return {"FormatVersion": "aws_v1", "PriceList": [product(family, *entry) for entry in PRICES.get(family, {}).items()]}


def with_prices(app):
    """Answers the calls of the price list, and passes others on. Both ports of a stack give prices to everybody."""

    def respond(environ, start_response):
        if environ.get("HTTP_X_AMZ_TARGET") != "AWSPriceListService.GetProducts":
            return app(environ, start_response)
        body = json.loads(environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0)))
        answer = json.dumps(get_products(body)).encode()
        start_response("200 OK", [("Content-Type", "application/x-amz-json-1.1"), ("Content-Length", str(len(answer)))])
        return [answer]

    return respond

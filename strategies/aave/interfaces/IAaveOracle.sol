// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

/// @notice Aave's price oracle and the provider that names it.
interface IAaveOracle {
    /// @notice Price of one whole token in the lender's base currency.
    function getAssetPrice(address asset) external view returns (uint256);
}

interface IAaveAddressesProvider {
    function getPriceOracle() external view returns (address);
}

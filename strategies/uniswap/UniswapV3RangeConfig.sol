// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import {IStrategy} from "contracts/interfaces/IStrategy.sol";
import {RiskIds} from "contracts/libraries/RiskIds.sol";
import {StrategyBase} from "strategies/StrategyBase.sol";
import {LstMarket} from "strategies/market/LstMarket.sol";
import {IUniswapV3Range} from "strategies/uniswap/IUniswapV3Range.sol";

/// @title UniswapV3RangeConfig
/// @notice What the strategy was built with: its pool and its limits, none of which can ever change.
abstract contract UniswapV3RangeConfig is LstMarket, IUniswapV3Range {
    /* CONSTANTS */

    uint256 private constant MAX_DEVIATION_CEILING_BPS = 200;
    /// @dev A mean of less than 25 blocks follows a price that somebody holds for a minute.
    uint256 private constant MIN_TWAP_WINDOW = 5 minutes;
    uint256 private constant MAX_TWAP_WINDOW = 1 days;

    int24 internal immutable TICK_SPACING;
    uint16 internal immutable MAX_DEVIATION_BPS;
    uint32 internal immutable TWAP_WINDOW;

    /* INITIALIZE */

    /// @param vault_ The vault, whose asset is the LST. @param uniswapPool_ Pool of LST (token0) and WETH (token1).
    constructor(address vault_, address uniswapPool_, address weth_, Limits memory limits_)
        StrategyBase(vault_)
        LstMarket(uniswapPool_, weth_, limits_.maxSlippageBps)
    {
        TICK_SPACING = UNISWAP.tickSpacing();
        _requireWithin("maxDeviationBps", limits_.maxDeviationBps, 1, MAX_DEVIATION_CEILING_BPS);
        _requireWithin("twapWindow", limits_.twapWindow, MIN_TWAP_WINDOW, MAX_TWAP_WINDOW);
        (MAX_DEVIATION_BPS, TWAP_WINDOW) = (limits_.maxDeviationBps, limits_.twapWindow);
    }

    /* VIEWS */

    /// @inheritdoc IStrategy
    function kind() external pure returns (string memory) {
        return "uniswap-v3-range";
    }

    /// @inheritdoc IStrategy
    function riskIds() external view returns (bytes32[] memory ids) {
        ids = new bytes32[](2);
        ids[0] = RiskIds.issuer(address(LST));
        ids[1] = RiskIds.pool(address(UNISWAP));
    }

    /// @inheritdoc IUniswapV3Range
    function limits() external view returns (Limits memory) {
        return Limits(MAX_SLIPPAGE_BPS, MAX_DEVIATION_BPS, TWAP_WINDOW);
    }

    /// @inheritdoc IUniswapV3Range
    function uniswapPool() external view returns (address) {
        return address(UNISWAP);
    }

    /// @inheritdoc IUniswapV3Range
    function weth() external view returns (address) {
        return address(WETH);
    }
}

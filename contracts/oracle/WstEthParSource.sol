// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import {IRateSource} from "contracts/interfaces/IRateSource.sol";
import {IWstEth} from "contracts/interfaces/IWstEth.sol";

/// @title WstEthParSource
/// @notice The redemption rate of wstETH: Lido redeems one stETH for one ETH, so par is `stEthPerToken`.
contract WstEthParSource is IRateSource {
    IWstEth public immutable WSTETH;

    constructor(address wstEth) {
        WSTETH = IWstEth(wstEth);
    }

    /// @inheritdoc IRateSource
    function rate() external view returns (uint256) {
        return WSTETH.stEthPerToken();
    }
}

// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import {IAaveRivalPool} from "script/bench/rivals/IAaveRivalPool.sol";
import {RivalLoop} from "script/bench/rivals/RivalLoop.sol";
import {IUniswapV3Pool} from "strategies/uniswap/interfaces/IUniswapV3Pool.sol";

/// @title FlashSwapLoop
/// @notice RIVAL for measurements: one Uniswap swap, in whose callback the bought LST is supplied and the WETH for it borrowed.
contract FlashSwapLoop is RivalLoop {
    constructor(address vault_, IAaveRivalPool pool_, IUniswapV3Pool uniswap_, uint8 eModeCategory_)
        RivalLoop(vault_, pool_, uniswap_, eModeCategory_)
    {}

    /// @dev Amounts: [WETH to borrow].
    function _leverUp(uint256[] memory amounts) internal override {
        _buyLst(amounts[0]);
    }

    function _payWeth(uint256 eth, uint256 bought) internal override {
        POOL.supply(address(LST), bought, address(this), 0);
        POOL.borrow(address(WETH), eth, VARIABLE_RATE, 0, address(this));
        super._payWeth(eth, bought);
    }

    /// @dev Amounts: [WETH to repay].
    function _leverDown(uint256[] memory amounts) internal override {
        _sellLst(-int256(amounts[0]));
    }

    /// @dev The WETH of the sale has arrived.
    function _payLst(uint256 lst) internal override {
        POOL.repay(address(WETH), type(uint256).max, VARIABLE_RATE, address(this));
        POOL.withdraw(address(LST), lst, address(UNISWAP));
    }
}

// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import {IERC20} from "@openzeppelin/contracts/interfaces/IERC20.sol";
import {SafeCast} from "@openzeppelin/contracts/utils/math/SafeCast.sol";
import {IStrategy} from "contracts/interfaces/IStrategy.sol";
import {IAaveRivalPool} from "script/bench/rivals/IAaveRivalPool.sol";
import {IAaveScaledToken} from "strategies/aave/interfaces/IAaveScaledToken.sol";
import {IUniswapV3Pool} from "strategies/uniswap/interfaces/IUniswapV3Pool.sol";
import {IUniswapV3SwapCallback} from "strategies/uniswap/interfaces/IUniswapV3SwapCallback.sol";

/// @title RivalLoop
/// @notice RIVAL for measurements, never for money: a loop on the same Aave and Uniswap in the same vault, without an oracle bound, a health floor,
/// events or a way through the issuer. As cheap as its way of levering allows: standing approvals, amounts planned off chain.
abstract contract RivalLoop is IStrategy, IUniswapV3SwapCallback {
    using SafeCast for uint256;
    using SafeCast for int256;

    uint256 internal constant VARIABLE_RATE = 2;
    uint160 private constant MIN_SQRT_PRICE = 4295128740;
    uint160 private constant MAX_SQRT_PRICE = 1461446703485210103287273052203988822378723970341;

    address internal immutable VAULT;
    IAaveRivalPool internal immutable POOL;
    IUniswapV3Pool internal immutable UNISWAP;
    IERC20 internal immutable LST;
    IERC20 internal immutable WETH;
    IAaveScaledToken internal immutable A_TOKEN;
    IAaveScaledToken internal immutable DEBT_TOKEN;

    constructor(address vault_, IAaveRivalPool pool_, IUniswapV3Pool uniswap_, uint8 eModeCategory_) {
        (VAULT, POOL, UNISWAP) = (vault_, pool_, uniswap_);
        (LST, WETH) = (IERC20(uniswap_.token0()), IERC20(uniswap_.token1()));
        A_TOKEN = IAaveScaledToken(pool_.getReserveData(address(LST)).aTokenAddress);
        DEBT_TOKEN = IAaveScaledToken(pool_.getReserveData(address(WETH)).variableDebtTokenAddress);
        pool_.setUserEMode(eModeCategory_);
        LST.approve(address(pool_), type(uint256).max);
        WETH.approve(address(pool_), type(uint256).max);
    }

    modifier onlyVault() {
        require(msg.sender == VAULT, OnlyVault(msg.sender, VAULT));
        _;
    }

    function deploy(uint256 assets, bytes calldata data) external onlyVault {
        if (assets != 0) POOL.supply(address(LST), assets, address(this), 0);
        if (data.length != 0) _operate(data);
    }

    function free(uint256 assets, bytes calldata data) external onlyVault {
        if (data.length != 0) _operate(data);
        if (assets != 0) POOL.withdraw(address(LST), assets, VAULT);
    }

    function manage(bytes calldata data) external onlyVault {
        _operate(data);
    }

    function uniswapV3SwapCallback(int256 amount0Delta, int256 amount1Delta, bytes calldata) external {
        require(msg.sender == address(UNISWAP), "not the pool");
        if (amount0Delta > 0) _payLst(amount0Delta.toUint256());
        else _payWeth(amount1Delta.toUint256(), (-amount0Delta).toUint256());
    }

    function exposure(uint256) external view returns (int256 lst, int256 eth) {
        return (A_TOKEN.balanceOf(address(this)).toInt256(), -DEBT_TOKEN.balanceOf(address(this)).toInt256());
    }

    function vault() external view returns (address) {
        return VAULT;
    }

    function asset() external view returns (address) {
        return address(LST);
    }

    function kind() external pure returns (string memory) {
        return "rival";
    }

    function riskIds() external pure returns (bytes32[] memory) {
        return new bytes32[](0);
    }

    function unwind(uint256) external pure {
        revert UnknownOperation(this.unwind.selector);
    }

    function withdrawable() external pure returns (uint256) {
        return 0;
    }

    /// @param data ABI encoding of (bool up, uint256[] amounts); what the amounts are, the heir says.
    function _operate(bytes calldata data) private {
        (bool up, uint256[] memory amounts) = abi.decode(data, (bool, uint256[]));
        if (up) _leverUp(amounts);
        else _leverDown(amounts);
    }

    function _leverUp(uint256[] memory amounts) internal virtual;
    function _leverDown(uint256[] memory amounts) internal virtual;

    /// @dev Pays LST that a swap owes.
    function _payLst(uint256 lst) internal virtual;

    /// @dev Pays WETH that a swap owes; `bought` has arrived for it.
    function _payWeth(uint256 eth, uint256 bought) internal virtual {
        bought;
        require(WETH.transfer(address(UNISWAP), eth), "transfer failed");
    }

    function _buyLst(uint256 eth) internal returns (uint256 lst) {
        (int256 amount0,) = UNISWAP.swap(address(this), false, eth.toInt256(), MAX_SQRT_PRICE, "");
        return (-amount0).toUint256();
    }

    /// @param amount Positive: LST to sell. Negative: WETH to get.
    function _sellLst(int256 amount) internal returns (uint256 eth) {
        (, int256 amount1) = UNISWAP.swap(address(this), true, amount, MIN_SQRT_PRICE, "");
        return (-amount1).toUint256();
    }
}

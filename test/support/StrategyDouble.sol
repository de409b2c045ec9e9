// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";
import {SafeCast} from "@openzeppelin/contracts/utils/math/SafeCast.sol";
import {ILstVault} from "contracts/interfaces/ILstVault.sol";
import {IStrategy} from "contracts/interfaces/IStrategy.sol";
import {TestLst} from "test/support/TestLst.sol";

/// @notice A strategy with a ledger that tests write: an LST leg, an ETH leg, and a liquidity position that holds both sides.
/// @dev Its operations are open to anyone, since a test stands for the market; those for the keeper are reached through `data` as in a real strategy.
contract StrategyDouble is IStrategy {
    using SafeCast for uint256;
    using SafeCast for int256;

    enum Mode {
        Honest,
        KeepAssets,
        PayShort,
        RevertOnFree,
        RevertOnDeploy,
        RevertOnExposure,
        RevertOnUnwind,
        CallBack,
        BurnGas,
        BurnGasOnUnwind,
        BurnGasOnFree,
        BurnGasOnWithdrawable,
        PayAWeiShort,
        AnswerAbsurdly,
        AnswerHalf,
        UnwindWithMuchGas,
        RevertOnWithdrawable,
        AnswerSlowly
    }

    error ModeRevert(Mode mode);

    TestLst internal immutable LST;
    address public immutable vault;

    Mode public mode;
    int256 public lst;
    int256 public eth;
    /// @notice Liquidity of a constant-product position over all prices.
    uint256 public liquidity;
    uint256 public withdrawableLimit = type(uint256).max;
    /// @notice What selling a slice costs, bps of the debt repaid.
    uint256 public unwindCostBps;
    bytes32[] private _riskIds;

    address private _callee;
    bytes private _calldata;
    bool public callBackSucceeded;
    bytes public callBackAnswer;

    constructor(address vault_, address lst_) {
        (vault, LST) = (vault_, TestLst(lst_));
    }

    modifier onlyVault() {
        require(msg.sender == vault, OnlyVault(msg.sender, vault));
        _;
    }

    /* WHAT TESTS SET */

    function setMode(Mode mode_) external {
        mode = mode_;
    }

    function setWithdrawableLimit(uint256 limit) external {
        withdrawableLimit = limit;
    }

    function setLiquidity(uint256 liquidity_) external {
        liquidity = liquidity_;
    }

    function setLegs(int256 lst_, int256 eth_) external {
        (lst, eth) = (lst_, eth_);
        _backLst();
    }

    function setUnwindCost(uint256 unwindCostBps_) external {
        unwindCostBps = unwindCostBps_;
    }

    /// @notice Names what it can fail together with others by; read by a vault when it lists the strategy.
    function setRiskIds(bytes32[] calldata riskIds_) external {
        _riskIds = riskIds_;
    }

    /// @notice What is called in the middle of the next `deploy`, `free` or `manage`.
    function setCallBack(address callee, bytes calldata data) external {
        (mode, _callee, _calldata, callBackSucceeded) = (Mode.CallBack, callee, data, false);
    }

    /* OPERATIONS */

    function gain(uint256 amount) external {
        lst += amount.toInt256();
        _backLst();
    }

    function lose(uint256 amount) external {
        lst -= amount.toInt256();
        _backLst();
    }

    /// @notice Owes `debt` of ETH more and owns `bought` of LST more.
    function leverUp(uint256 bought, uint256 debt) external {
        lst += bought.toInt256();
        eth -= debt.toInt256();
        _backLst();
    }

    function leverDown(uint256 sold, uint256 repaid) external {
        lst -= sold.toInt256();
        eth += repaid.toInt256();
        _backLst();
    }

    /// @notice Sends LST to a stranger.
    function leak(address to, uint256 amount) external {
        lst -= amount.toInt256();
        assert(LST.transfer(to, amount));
    }

    /* STRATEGY */

    function asset() external view returns (address) {
        return address(LST);
    }

    function kind() external pure returns (string memory) {
        return "double";
    }

    function exposure(uint256 rateWad) external view returns (int256, int256) {
        require(mode != Mode.RevertOnExposure, ModeRevert(mode));
        if (mode == Mode.BurnGas) _burnGas();
        if (mode == Mode.AnswerSlowly) _spend(900_000);
        if (mode == Mode.AnswerAbsurdly) return (type(int256).max, 0);
        if (mode == Mode.AnswerHalf) _answerHalf();
        if (liquidity == 0) return (lst, eth);
        uint256 root = Math.sqrt(rateWad);
        return (lst + (liquidity * 1e9 / root).toInt256(), eth + (liquidity * root / 1e9).toInt256());
    }

    function riskIds() external view returns (bytes32[] memory) {
        return _riskIds;
    }

    function withdrawable() external view returns (uint256) {
        require(mode != Mode.RevertOnWithdrawable, ModeRevert(mode));
        if (mode == Mode.BurnGasOnWithdrawable) _burnGas();
        return Math.min(lst > 0 ? lst.toUint256() : 0, withdrawableLimit);
    }

    function deploy(uint256 assets, bytes calldata data) external onlyVault {
        require(mode != Mode.RevertOnDeploy, ModeRevert(mode));
        lst += assets.toInt256();
        _run(data);
    }

    function free(uint256 assets, bytes calldata data) external onlyVault {
        require(mode != Mode.RevertOnFree, ModeRevert(mode));
        if (mode == Mode.BurnGasOnFree) _burnGas();
        _run(data);
        if (mode == Mode.KeepAssets) return;
        uint256 paid = mode == Mode.PayShort ? assets - 1e9 - 1 : mode == Mode.PayAWeiShort ? assets - 1 : assets;
        lst -= assets.toInt256();
        assert(LST.transfer(vault, paid));
    }

    /// @dev Repays the slice of the debt at the vault's par and its own cost, and pays out what is left of the slice of the LST.
    function unwind(uint256 fractionWad) external onlyVault {
        require(mode != Mode.RevertOnUnwind, ModeRevert(mode));
        if (mode == Mode.CallBack) _callBack();
        if (mode == Mode.BurnGasOnUnwind) _burnGas();
        // As one that catches what runs dry further down, and gives up.
        require(mode != Mode.UnwindWithMuchGas || gasleft() > 1_000_000, ModeRevert(mode));
        int256 lstSlice = lst * fractionWad.toInt256() / 1e18;
        int256 ethSlice = eth * fractionWad.toInt256() / 1e18;
        (uint256 parWad,) = ILstVault(vault).oracle().par();
        int256 ethInLst = ethSlice * 1e18 / parWad.toInt256();
        int256 cost = ethInLst < 0 ? -ethInLst * unwindCostBps.toInt256() / 10_000 : int256(0);
        (lst, eth) = (lst - lstSlice, eth - ethSlice);
        int256 paid = lstSlice + ethInLst - cost;
        if (paid > 0) assert(LST.transfer(vault, paid.toUint256()));
        _backLst();
    }

    function manage(bytes calldata data) external onlyVault {
        _run(data);
    }

    /* INTERNAL */

    function _run(bytes calldata data) private {
        if (mode == Mode.CallBack) _callBack();
        if (data.length == 0) return;
        (bool ok, bytes memory answer) = address(this).call(data);
        if (!ok) {
            assembly ("memory-safe") {
                revert(add(answer, 32), mload(answer))
            }
        }
    }

    function _callBack() internal {
        mode = Mode.Honest;
        (callBackSucceeded, callBackAnswer) = _callee.call(_calldata);
    }

    function _burnGas() private pure {
        assembly {
            invalid()
        }
    }

    function _answerHalf() private pure {
        assembly {
            mstore(0, 1)
            return(0, 32)
        }
    }

    function _spend(uint256 gasToSpend) private view {
        uint256 gasBefore = gasleft();
        while (gasBefore - gasleft() < gasToSpend) {}
    }

    /// @dev Keeps as many tokens as the ledger says are owned.
    function _backLst() internal {
        uint256 owned = lst > 0 ? lst.toUint256() : 0;
        uint256 held = LST.balanceOf(address(this));
        if (held < owned) LST.mint(address(this), owned - held);
        if (held > owned) LST.burn(address(this), held - owned);
    }
}
